package io.upmpublisher.publisher.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import io.upmpublisher.events.PackageName;

/**
 * One publish at a time for a package: Verdaccio answers 500 to concurrent first versions of a new one, and loses them. A lock
 * is kept only while it is wanted.
 */
final class PackageLocks {

    private final Map<PackageName, Entry> entries = new HashMap<>();

    private static final class Entry {
        final ReentrantLock lock = new ReentrantLock(true);
        int wanted;
    }

    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    Held acquire(PackageName name) throws InterruptedException {
        var entry = want(name);
        try {
            entry.lock.lockInterruptibly();
        } catch (InterruptedException e) {
            drop(name, entry);
            throw e;
        }
        return () -> {
            entry.lock.unlock();
            drop(name, entry);
        };
    }

    /** Whether someone waits for its turn. */
    synchronized boolean isAwaited(PackageName name) {
        var entry = entries.get(name);
        return entry != null && entry.lock.hasQueuedThreads();
    }

    synchronized int size() {
        return entries.size();
    }

    private synchronized Entry want(PackageName name) {
        var entry = entries.computeIfAbsent(name, key -> new Entry());
        entry.wanted++;
        return entry;
    }

    private synchronized void drop(PackageName name, Entry entry) {
        if (--entry.wanted == 0) {
            entries.remove(name);
        }
    }
}
