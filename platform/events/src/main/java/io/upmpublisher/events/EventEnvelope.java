package io.upmpublisher.events;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;

/**
 * What is told of every event, in the words of CloudEvents 1.0.
 *
 * @param id the event's, UUIDv7
 * @param type as in {@code io.upmpublisher.publish.requested.v1}
 * @param source the service that told it, as in {@code /publisher}
 * @param correlation the run
 * @param causation the event that led to this one
 * @param traceparent W3C trace context, so that a trace goes on beyond the queue
 */
public record EventEnvelope(UUID id, String type, String source, Instant time, String subject, Optional<RunId> correlation,
        Optional<UUID> causation, Optional<String> traceparent) {

    public static EventEnvelope of(PipelineEvent event, String service, Instant time, Optional<UUID> causation,
            Optional<String> traceparent) {
        return new EventEnvelope(UuidCreator.getTimeOrderedEpoch(), event.type().cloudEventType(), "/" + service, time,
                event.subject(), event.correlation(), causation, traceparent);
    }

    /** The event's name, as in {@code publish.requested}; the whole type where it is not one of this system's. */
    public String name() {
        return EventType.nameIn(type).orElse(type);
    }
}
