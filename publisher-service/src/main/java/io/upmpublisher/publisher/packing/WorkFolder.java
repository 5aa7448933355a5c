package io.upmpublisher.publisher.packing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

import org.jboss.logging.Logger;

/**
 * A folder for this process alone, below one that others may share. A lock held for the process's life tells it from the
 * folders that killed ones left, which are removed.
 */
public final class WorkFolder implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WorkFolder.class);
    private static final String LOCK = ".lock";

    private final Path folder;
    private final Path lockFile;
    private final FileChannel lock;

    private WorkFolder(Path folder, Path lockFile, FileChannel lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    public static WorkFolder under(Path shared) {
        try {
            Files.createDirectories(shared);
            removeAbandoned(shared);
            var id = UUID.randomUUID().toString();
            // Locked before it has the name by which others find it.
            var unnamed = shared.resolve(id + ".new");
            var lock = FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock.lock();
            var lockFile = Files.move(unnamed, shared.resolve(id + LOCK), StandardCopyOption.ATOMIC_MOVE);
            return new WorkFolder(Files.createDirectory(shared.resolve(id)), lockFile, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("the work folder " + shared + " (UPM_WORK_DIR) cannot be used", e);
        }
    }

    public Path newFile() throws IOException {
        return WorkFile.told(() -> Files.createTempFile(folder, "package-", ".tgz"));
    }

    /** Whatever became of the file, the package's outcome stands; it goes with the folder then. */
    public static void removeFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf(e, "the tarball %s could not be removed; it is at the next start", file);
        }
    }

    @Override
    public void close() throws IOException {
        remove(folder);
        Files.deleteIfExists(lockFile);
        lock.close();
    }

    private static void removeAbandoned(Path shared) throws IOException {
        try (var lockFiles = Files.newDirectoryStream(shared, "*" + LOCK)) {
            for (var lockFile : lockFiles) {
                var id = lockFile.getFileName().toString();
                removeIfAbandoned(shared.resolve(id.substring(0, id.length() - LOCK.length())), lockFile);
            }
        }
    }

    private static void removeIfAbandoned(Path folder, Path lockFile) throws IOException {
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.WRITE); var lock = channel.tryLock()) {
            if (lock != null) {
                remove(folder);
                Files.deleteIfExists(lockFile);
            }
        } catch (OverlappingFileLockException e) {
            // This very process holds it.
            return;
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
