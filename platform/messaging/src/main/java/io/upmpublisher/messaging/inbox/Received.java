package io.upmpublisher.messaging.inbox;

import java.util.function.Supplier;

import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.PipelineEvent;

/** An event that this process holds the claim on, and what it may record under it. */
public final class Received<E extends PipelineEvent> {

    private final E event;
    private final EventEnvelope envelope;
    private final boolean afterGap;
    private final boolean lastAttempt;
    private final Hold hold;

    Received(E event, EventEnvelope envelope, boolean afterGap, boolean lastAttempt, Hold hold) {
        this.event = event;
        this.envelope = envelope;
        this.afterGap = afterGap;
        this.lastAttempt = lastAttempt;
        this.hold = hold;
    }

    public E event() {
        return event;
    }

    public EventEnvelope envelope() {
        return envelope;
    }

    public Claim claim() {
        return hold.claim();
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
        hold.record(step);
    }

    /** The same, for a step that also finds something out. */
    public <T> T recordAndGet(Supplier<T> step) {
        return hold.recordAndGet(step);
    }

    /**
     * Records the end of the work, and what it has to tell, in one transaction. The event is not worked on again after it.
     *
     * @throws LostClaim if the claim was taken over; nothing is recorded then
     */
    public void finish(Runnable lastStep) {
        hold.finish(lastStep);
    }
}
