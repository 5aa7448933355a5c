package io.upmpublisher.audit.deadletter;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.DeadLetterRaised;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.inbox.EnvelopeConsumer;
import io.upmpublisher.messaging.inbox.ReceivedEnvelope;

/** Parks what services gave up on. A dead letter that itself cannot be understood is parked as it came, for people to read. */
@ApplicationScoped
class DeadLetterConsumer implements EnvelopeConsumer {

    private final DeadLetters deadLetters;

    DeadLetterConsumer(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public Subscription subscription() {
        return Subscription.DEAD_LETTERS;
    }

    @Override
    public void on(ReceivedEnvelope received) {
        var raised = received.event().filter(DeadLetterRaised.class::isInstance).map(DeadLetterRaised.class::cast)
                .orElseGet(() -> notUnderstood(received));
        received.finish(() -> deadLetters.park(raised, received.envelope().id()));
    }

    // Without a name: nobody could be asked to work on it again.
    private static DeadLetterRaised notUnderstood(ReceivedEnvelope received) {
        EventEnvelope envelope = received.envelope();
        UUID id = envelope.id();
        return new DeadLetterRaised(id, envelope.source().replaceFirst("^/", ""), id, Optional.empty(),
                envelope.correlation(), Optional.of(envelope.subject()), "DEAD_LETTER_UNREADABLE",
                "The service's own report of what it gave up on cannot be understood here.", 0, envelope.time(),
                envelope.time(), Optional.of(received.tree()), Optional.empty());
    }
}
