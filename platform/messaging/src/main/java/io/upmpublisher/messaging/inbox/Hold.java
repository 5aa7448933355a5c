package io.upmpublisher.messaging.inbox;

import java.util.function.Supplier;

import io.upmpublisher.messaging.Transactions;

/** A claim, and what may be recorded while it is held. */
final class Hold {

    private final Claim claim;
    private final Transactions transactions;
    private final InboxEntries entries;
    private boolean finished;

    Hold(Claim claim, Transactions transactions, InboxEntries entries) {
        this.claim = claim;
        this.transactions = transactions;
        this.entries = entries;
    }

    Claim claim() {
        return claim;
    }

    /**
     * @throws LostClaim if the claim was taken over; nothing is recorded then
     */
    void record(Runnable step) {
        recordAndGet(() -> {
            step.run();
            return null;
        });
    }

    /** The same, for a step that also finds something out. */
    <T> T recordAndGet(Supplier<T> step) {
        return transactions.inNew(() -> {
            entries.requireHeld(claim);
            return step.get();
        });
    }

    /**
     * @throws LostClaim if the claim was taken over; nothing is recorded then
     */
    void finish(Runnable lastStep) {
        transactions.runInNew(() -> {
            entries.finish(claim);
            lastStep.run();
        });
        finished = true;
    }

    /** Ends work that had nothing to record. */
    void finishUnlessDone() {
        if (!finished) {
            finish(() -> {
            });
        }
    }
}
