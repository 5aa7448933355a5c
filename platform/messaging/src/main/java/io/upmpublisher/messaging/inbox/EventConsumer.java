package io.upmpublisher.messaging.inbox;

import io.upmpublisher.events.EventType;
import io.upmpublisher.events.PipelineEvent;

/**
 * What a service does about one type of event. The event is recorded and acknowledged before; it is worked on again, in this
 * process or another, until its work is finished or given up.
 */
public interface EventConsumer<E extends PipelineEvent> {

    /** The type of {@code E}. */
    EventType consumes();

    /**
     * Does the work, and records it by {@link Received#finish}; an event whose work leaves nothing to record may simply return.
     * It may be called again for an event that it was called for before, after a crash in the middle too.
     *
     * @throws RetryLater to be called again after a while
     * @throws GiveUp if trying again cannot help: the event becomes a dead letter
     */
    void on(Received<E> received) throws RetryLater, GiveUp, InterruptedException;

    /**
     * Records what others must hear of an event that became a dead letter without {@link GiveUp}: its attempts are used up,
     * or its workers vanished in all of them, the first included. Part of the transaction that gives it up; if it fails, the
     * event is given up without it.
     */
    default void givenUp(E event, String code, String cause) {
    }
}
