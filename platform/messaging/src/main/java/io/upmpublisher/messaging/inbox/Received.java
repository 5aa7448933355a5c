package io.upmpublisher.messaging.inbox;

import java.util.function.Supplier;

import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.PipelineEvent;
import io.upmpublisher.messaging.Transactions;

/** An event that this process holds the claim on, and what it may record under it. */
public final class Received<E extends PipelineEvent> {

    private final E event;
    private final EventEnvelope envelope;
    private final Claim claim;
    private final boolean afterGap;
    private final boolean lastAttempt;
    private final Transactions transactions;
    private final InboxEntries entries;
    private boolean finished;

    Received(E event, EventEnvelope envelope, Claim claim, boolean afterGap, boolean lastAttempt, Transactions transactions,
            InboxEntries entries) {
        this.event = event;
        this.envelope = envelope;
        this.claim = claim;
        this.afterGap = afterGap;
        this.lastAttempt = lastAttempt;
        this.transactions = transactions;
        this.entries = entries;
    }

    public E event() {
        return event;
    }

    public EventEnvelope envelope() {
        return envelope;
    }

    public Claim claim() {
        return claim;
    }

    /** Whether an event before this one in its lane did not come in time and was passed over. */
    public boolean isAfterGap() {
        return afterGap;
    }

    /** Whether a {@link RetryLater} would now make a dead letter of the event. */
    public boolean isLastAttempt() {
        return lastAttempt;
    }

    /**
     * Records a step of the work in a transaction of its own.
     *
     * @throws LostClaim if the claim was taken over; nothing is recorded then
     */
    public void record(Runnable step) {
        recordAndGet(() -> {
            step.run();
            return null;
        });
    }

    /** The same, for a step that also finds something out. */
    public <T> T recordAndGet(Supplier<T> step) {
        return transactions.inNew(() -> {
            entries.requireHeld(claim);
            return step.get();
        });
    }

    /**
     * Records the end of the work, and what it has to tell, in one transaction. The event is not worked on again after it.
     *
     * @throws LostClaim if the claim was taken over; nothing is recorded then
     */
    public void finish(Runnable lastStep) {
        transactions.runInNew(() -> {
            entries.finish(claim);
            lastStep.run();
        });
        finished = true;
    }

    boolean isFinished() {
        return finished;
    }
}
