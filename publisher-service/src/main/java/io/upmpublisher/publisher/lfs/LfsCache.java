package io.upmpublisher.publisher.lfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

import io.upmpublisher.events.RepositoryName;

/**
 * Objects on disk, each under the repository that it was fetched for: whoever knows an object's hash must not get it out of
 * another repository. Files appear whole or not at all, are believed only after their hash was computed, and may vanish at any
 * time.
 */
final class LfsCache {

    private static final System.Logger LOG = System.getLogger(LfsCache.class.getName());
    private static final String INCOMING = ".incoming";
    private static final int LOCKS = 64;
    private static final int BUFFER = 64 * 1024;

    private final Path root;
    private final long maxBytes;
    private final Clock clock;
    private final List<ReentrantLock> locks = IntStream.range(0, LOCKS).mapToObj(index -> new ReentrantLock()).toList();
    private final ReentrantLock evicting = new ReentrantLock();

    LfsCache(Path root, long maxBytes, Clock clock) {
        this.root = root;
        this.maxBytes = maxBytes;
        this.clock = clock;
        removeLeftovers();
    }

    /** Held while an object is fetched, so that no two threads fetch the same. */
    ReentrantLock lockOf(LfsPointer pointer) {
        return locks.get(Math.floorMod(pointer.oid().hashCode(), LOCKS));
    }

    /** Whether the object is there and whole; a damaged one is removed. */
    boolean holds(RepositoryName repository, LfsPointer pointer) {
        try (var content = open(repository, pointer).orElse(null)) {
            if (content == null) {
                return false;
            }
            content.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (LfsException e) {
            return false;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The object, if there is one. The stream fails at its end if it was not the object's content. */
    Optional<InputStream> open(RepositoryName repository, LfsPointer pointer) {
        var file = file(repository, pointer);
        try {
            if (Files.size(file) != pointer.size()) {
                return Optional.empty();
            }
            var content = Files.newInputStream(file);
            touch(file);
            return Optional.of(new CheckedContent(content, pointer, () -> {
                LOG.log(System.Logger.Level.WARNING, "A cached LFS object was damaged and is removed: {0}", file);
                Files.deleteIfExists(file);
                return new LfsException(LfsFault.LFS_CACHE_UNUSABLE, "An LFS object was damaged on disk and is fetched anew.");
            }));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Keeps an object.
     *
     * @throws IOException if the content breaks off
     * @throws LfsException if it is another content, or the disk does not take it
     */
    void keep(RepositoryName repository, LfsFile object, InputStream content) throws IOException {
        var incoming = root.resolve(INCOMING).resolve(UUID.randomUUID().toString());
        try {
            try (var checked = new CheckedContent(content, object.pointer(), () -> new LfsException(LfsFault.LFS_OBJECT_CORRUPT,
                    "The server gave another content for " + object.path() + " than its pointer asks for."))) {
                write(checked, incoming);
            }
            move(incoming, file(repository, object.pointer()));
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    /** Removes what was used longest ago until the rest is within the limit, but nothing that was used since then. */
    void evict(Instant since) {
        if (!evicting.tryLock()) {
            return;
        }
        try {
            LfsEviction.of(root, root.resolve(INCOMING)).downTo(maxBytes, since);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The cache of LFS objects could not be brought within its limit", e);
        } finally {
            evicting.unlock();
        }
    }

    private static void write(InputStream content, Path file) throws IOException {
        try (var out = newFile(file)) {
            var buffer = new byte[BUFFER];
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                try {
                    out.write(buffer, 0, read);
                } catch (IOException e) {
                    throw unusable(e);
                }
            }
        }
    }

    private static OutputStream newFile(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void move(Path incoming, Path file) {
        try {
            touch(incoming);
            Files.createDirectories(file.getParent());
            Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }

    private Path file(RepositoryName repository, LfsPointer pointer) {
        return root.resolve(repository.key()).resolve(pointer.oid().substring(0, 2)).resolve(pointer.oid());
    }

    // What a killed process had begun; the folder is one process's own.
    private void removeLeftovers() {
        try {
            Files.createDirectories(root.resolve(INCOMING));
            try (var leftovers = Files.newDirectoryStream(root.resolve(INCOMING))) {
                for (var leftover : leftovers) {
                    Files.deleteIfExists(leftover);
                }
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static LfsException unusable(IOException e) {
        return new LfsException(LfsFault.LFS_CACHE_UNUSABLE,
                "LFS objects cannot be kept on disk (" + e.getClass().getSimpleName() + ").", null, e);
    }
}
