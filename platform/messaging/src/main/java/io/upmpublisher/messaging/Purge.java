package io.upmpublisher.messaging;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** A limit that is kept, when it is looked at next, and how many rows this process has removed for it. */
class Purge {

    private final StoreLimit limit;
    private final LongAdder removed = new LongAdder();
    private long dueAt = System.nanoTime();

    Purge(StoreLimit limit) {
        this.limit = limit;
    }

    String store() {
        return limit.store();
    }

    long removed() {
        return removed.sum();
    }

    /** How long until it is to be looked at; zero if it is to be now. */
    Duration dueIn() {
        return Duration.ofNanos(Math.max(0, dueAt - System.nanoTime()));
    }

    void postpone(Duration by) {
        dueAt = System.nanoTime() + by.toNanos();
    }

    /** Removes a batch, and commits that. */
    int removeBatch(Transactions transactions, int atMost) {
        var batch = transactions.inNew(() -> limit.remove(atMost));
        removed.add(batch);
        return batch;
    }
}
