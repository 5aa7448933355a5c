package io.upmpublisher.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/** Who fetches and who reads a mirror, here and in other processes, which see it by two locked files beside the mirror. */
final class MirrorUse {
    private static final System.Logger LOG = System.getLogger(MirrorUse.class.getName());

    private final Path fetching;
    private final Path reading;
    private final ReentrantLock lock = new ReentrantLock();
    private int readers;
    private @Nullable FileChannel readLock;

    MirrorUse(Path mirror) {
        this.fetching = mirror.resolveSibling(mirror.getFileName() + ".fetching");
        this.reading = mirror.resolveSibling(mirror.getFileName() + ".reading");
    }

    ReentrantLock lock() {
        return lock;
    }

    /**
     * Keeps another process that was given the same folder from fetching or removing at the same time; gone when killed. When
     * it was last taken is when the mirror was last used.
     */
    FileChannel lockFile() throws IOException {
        Files.createDirectories(fetching.getParent());
        var channel = FileChannel.open(fetching, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
            Files.setLastModifiedTime(fetching, FileTime.from(Instant.now()));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** To be called under the lock. Until the last reader stops, neither this process nor another removes the mirror. */
    synchronized void startReading() throws IOException {
        if (readers == 0) {
            var channel = FileChannel.open(reading, StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            try {
                channel.lock(0, Long.MAX_VALUE, true);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            readLock = channel;
        }
        readers++;
    }

    synchronized void stopReading() {
        readers--;
        if (readers == 0 && readLock != null) {
            try {
                readLock.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "Could not release " + reading, e);
            }
            readLock = null;
        }
    }

    synchronized boolean isRead() {
        return readers > 0;
    }

    Instant lastUse() throws IOException {
        try {
            return Files.getLastModifiedTime(fetching).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.EPOCH;
        }
    }

    /** Does something to the mirror that nobody may see who fetches or reads it; false if somebody does. */
    boolean ifUnused(Change change) throws IOException {
        // A process' locks on a file end when it closes the file anywhere, so its own use is asked for first, here and below.
        if (lock.isHeldByCurrentThread() || !lock.tryLock()) {
            return false;
        }
        try (var fetch = FileChannel.open(fetching, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (fetch.tryLock() == null) {
                return false;
            }
            return ifNotRead(change);
        } finally {
            lock.unlock();
        }
    }

    /** To be called under the lock. Does something to the mirror that nobody may see who reads it; false if somebody does. */
    boolean ifNotRead(Change change) throws IOException {
        if (isRead()) {
            return false;
        }
        try (var read = FileChannel.open(reading, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (read.tryLock() == null) {
                return false;
            }
            change.make();
            return true;
        }
    }

    @FunctionalInterface
    interface Change {
        void make() throws IOException;
    }
}
