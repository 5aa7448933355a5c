package io.upmpublisher.messaging;

import java.util.concurrent.atomic.LongAdder;

/** A limit that is kept, and how many rows this process has removed for it. */
class Purge {

    private final StoreLimit limit;
    private final LongAdder removed = new LongAdder();

    Purge(StoreLimit limit) {
        this.limit = limit;
    }

    String store() {
        return limit.store();
    }

    long removed() {
        return removed.sum();
    }

    /** Removes a batch, and commits that. */
    int removeBatch(Transactions transactions, int atMost) {
        var batch = transactions.inNew(() -> limit.remove(atMost));
        removed.add(batch);
        return batch;
    }
}
