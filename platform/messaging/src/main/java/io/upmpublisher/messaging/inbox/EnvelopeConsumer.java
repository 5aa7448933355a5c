package io.upmpublisher.messaging.inbox;

import io.upmpublisher.events.Subscription;

/**
 * What a service does about every event of one subscription, of whatever type and version. Like {@link EventConsumer}
 * otherwise; the order of lanes is not kept.
 */
public interface EnvelopeConsumer {

    /** Whose only consumer it is. */
    Subscription subscription();

    void on(ReceivedEnvelope received) throws RetryLater, GiveUp, InterruptedException;
}
