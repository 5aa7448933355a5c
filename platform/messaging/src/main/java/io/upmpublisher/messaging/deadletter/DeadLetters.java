package io.upmpublisher.messaging.deadletter;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import org.jboss.logging.Logger;

import com.github.f4b6a3.uuid.UuidCreator;

import io.upmpublisher.events.DeadLetterRaised;
import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.UnreadableEventException;
import io.upmpublisher.messaging.inbox.Claim;
import io.upmpublisher.messaging.outbox.Outbox;

/** Tells what this service gave up on. Belongs into the transaction that gives it up. */
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    // A dead letter travels as an event, and RabbitMQ 4 takes messages up to 16 MiB.
    private static final int MAX_BYTES = 1 << 20;

    private final Clock clock;
    private final Outbox outbox;

    public DeadLetters(Clock clock, Outbox outbox) {
        this.clock = clock;
        this.outbox = outbox;
    }

    /**
     * @param firstAt when the event was first worked on
     */
    public void raise(Claim claim, byte[] payload, String code, String cause, Instant firstAt) {
        try {
            var envelope = EventCodec.readEnvelope(payload);
            if (envelope.name().equals(EventType.DEAD_LETTER_RAISED.eventName())) {
                // A dead letter about a dead letter would come back to who gave up on it, and grow without end.
                LOG.errorf("%s gave up on a dead letter, event %s, which stays in its inbox as dead (%s: %s)", claim.consumer(),
                        claim.event(), code, cause);
                return;
            }
            var tooLong = payload.length > MAX_BYTES;
            outbox.append(new DeadLetterRaised(UuidCreator.getTimeOrderedEpoch(), claim.consumer(), claim.event(),
                    Optional.of(envelope.name()), envelope.correlation(), Optional.of(envelope).map(EventEnvelope::subject),
                    code, cause,
                    claim.attempt(), firstAt, clock.instant(),
                    tooLong ? Optional.empty() : Optional.of(EventCodec.readTree(payload)),
                    tooLong ? Optional.of(firstOf(payload)) : Optional.empty()));
        } catch (UnreadableEventException e) {
            raiseForBytes(claim.consumer(), claim.event(), payload, e.getMessage());
        }
    }

    /** Raises bytes that are no event; of very long ones the first mebibyte. */
    public void raiseForBytes(String consumer, UUID madeId, byte[] payload, String cause) {
        var now = clock.instant();
        outbox.append(
                new DeadLetterRaised(UuidCreator.getTimeOrderedEpoch(), consumer, madeId, Optional.empty(), Optional.empty(),
                        Optional.empty(), "EVENT_UNREADABLE", cause, 0, now, now, Optional.empty(),
                        Optional.of(firstOf(payload))));
    }

    private static String firstOf(byte[] payload) {
        return Base64.getEncoder().encodeToString(payload.length > MAX_BYTES ? Arrays.copyOf(payload, MAX_BYTES) : payload);
    }
}
