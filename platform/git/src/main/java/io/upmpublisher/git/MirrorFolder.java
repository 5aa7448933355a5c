package io.upmpublisher.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.RepositoryName;

/** One mirror on disk: {@code <root>/<owner>/<name>.git}, in lower case as GitHub compares names. */
final class MirrorFolder {
    private static final String CORRUPT_MARK = "upm-corrupt";

    private final Path root;
    private final Path directory;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger readers = new AtomicInteger();

    MirrorFolder(Path root, RepositoryName name) {
        this.root = root;
        this.directory = root.resolve(name.key() + ".git");
    }

    ReentrantLock lock() {
        return lock;
    }

    AtomicInteger readers() {
        return readers;
    }

    /** Keeps another process that was given the same folder by mistake from fetching at the same time; gone when killed. */
    FileChannel lockFile() throws IOException {
        Files.createDirectories(directory.getParent());
        var channel = FileChannel.open(directory.resolveSibling(directory.getFileName() + ".fetching"),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** To be called under the lock: whatever a killed fetch left behind is nobody's any more. */
    Repository open(int maxPacks) throws IOException {
        if (Files.exists(directory.resolve(CORRUPT_MARK)) || readers.get() == 0 && packs() > maxPacks) {
            discard();
        }
        removeLeftovers();
        var repository = new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().setMustExist(false).build();
        try {
            if (!isRepository()) {
                Files.createDirectories(directory);
                repository.create(true);
            }
            return repository;
        } catch (IOException | RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    boolean isEmpty() {
        return packs() == 0;
    }

    void markCorrupt() {
        try {
            if (Files.isDirectory(directory)) {
                Files.write(directory.resolve(CORRUPT_MARK), new byte[0]);
            }
        } catch (IOException e) {
            // The check before the next use finds what this mark would have told.
            System.getLogger(MirrorFolder.class.getName()).log(System.Logger.Level.WARNING,
                    "Could not mark the mirror " + directory + " as corrupt", e);
        }
    }

    /** Renamed first, so that a kill in the middle of deleting leaves no half mirror. */
    void discard() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        var discarded = Files.createDirectories(root.resolve(".discarded")).resolve(UUID.randomUUID().toString());
        Files.move(directory, discarded);
        deleteAll(discarded);
    }

    /** Finishes the deleting that a kill interrupted. */
    static void deleteDiscarded(Path root) throws IOException {
        deleteAll(root.resolve(".discarded"));
    }

    private boolean isRepository() {
        return Files.isRegularFile(directory.resolve(Constants.CONFIG))
                && Files.isRegularFile(directory.resolve(Constants.HEAD))
                && Files.isDirectory(directory.resolve(Constants.OBJECTS));
    }

    private int packs() {
        var names = directory.resolve("objects/pack").toFile().list((_, name) -> name.endsWith(".pack"));
        return names == null ? 0 : names.length;
    }

    private void removeLeftovers() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var name = file.getFileName().toString();
                if (name.endsWith(".lock") || name.startsWith("incoming_")) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
