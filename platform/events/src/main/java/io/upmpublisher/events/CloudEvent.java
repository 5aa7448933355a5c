package io.upmpublisher.events;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event as it travels: the members of CloudEvents 1.0 in structured JSON
 * (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md), of which this system asks for more
 * than the specification does. CloudEvents' own reader is not used: it takes specversion 0.3 and duplicate members, and its
 * check of {@code datacontenttype} takes exponential time on hostile text.
 */
record CloudEvent(String specversion, UUID id, String type, URI source, Instant time, String subject,
        Optional<String> datacontenttype, Optional<RunId> correlationid, Optional<UUID> causationid,
        Optional<String> traceparent, ObjectNode data) {
    static final String SPECVERSION = "1.0";
    static final String DATA_CONTENT_TYPE = "application/json";
    static final Pattern TYPE = Pattern.compile("[A-Za-z0-9._-]{1,255}");

    CloudEvent {
        if (!specversion.equals(SPECVERSION)) {
            throw new InvalidValueException("specversion", "it is 1.0");
        }
        if (!TYPE.matcher(type).matches()) {
            throw new InvalidValueException("type", "it has letters, digits, '.', '_' and '-', at most 255 of them");
        }
    }

    static CloudEvent of(EventEnvelope envelope, ObjectNode data) {
        return new CloudEvent(SPECVERSION, envelope.id(), envelope.type(), URI.create(envelope.source()), envelope.time(),
                envelope.subject(), Optional.of(DATA_CONTENT_TYPE), envelope.correlation(), envelope.causation(),
                envelope.traceparent(), data);
    }

    EventEnvelope envelope() {
        return new EventEnvelope(id, type, source.toString(), time, subject, correlationid, causationid, traceparent);
    }
}
