package io.upmpublisher.audit.trail;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.UserName;

/**
 * Makes a record of an event by the names of its members, not by its type: so events of newer builds are found by the same
 * filters, and none is refused.
 */
final class RecordReader {

    // Postgres refuses index entries above 2,704 bytes.
    private static final int MAX_TEXT = 500;
    private static final Duration FAR_PAST = Duration.ofDays(400);
    private static final Duration FAR_FUTURE = Duration.ofDays(1);
    private static final String[] OF_PACKAGE = { "path", "name", "oldVersion", "version", "outcome", "code", "cause" };

    private final EventEnvelope envelope;
    private final ObjectNode data;

    private RecordReader(EventEnvelope envelope, ObjectNode data) {
        this.envelope = envelope;
        this.data = data;
    }

    static AuditRecord read(EventEnvelope envelope, ObjectNode tree, Instant now) {
        var data = tree.withObject("/data").deepCopy();
        // Bytes that nobody could read may hold anything; the dead letter keeps them, for admins.
        if (envelope.name().startsWith(EventType.DEAD_LETTER_RAISED.eventName())) {
            data.remove("bytes");
        }
        return new RecordReader(envelope, data).record(now);
    }

    private AuditRecord record(Instant now) {
        return new AuditRecord(envelope, timeWithin(now), repository(), actor(), outcome(), text("code"),
                packages().toString(), text("trigger"), text("branch").or(() -> text("ref")), text("commit"),
                text("registry"), text("delivery"), data.toString(), now);
    }

    // A clock that is years off must not make a day of its own, that is dropped at once or never.
    private Instant timeWithin(Instant now) {
        // Postgres rounds to microseconds, maybe into the next day, that nobody made.
        var time = envelope.time().truncatedTo(ChronoUnit.MICROS);
        return time.isBefore(now.minus(FAR_PAST)) || time.isAfter(now.plus(FAR_FUTURE)) ? now.truncatedTo(ChronoUnit.MICROS)
                : time;
    }

    private Optional<RepositoryName> repository() {
        return text("repository").flatMap(RecordReader::repository).or(() -> text("about").flatMap(RecordReader::repository))
                .or(() -> repository(envelope.subject()));
    }

    private static Optional<RepositoryName> repository(String text) {
        try {
            return Optional.of(RepositoryName.parse(text));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    // Whoever told it, a person is here by a user name, never by an address.
    private Optional<String> actor() {
        return Stream.of("by", "author", "sender").flatMap(member -> text(member).stream()).findFirst()
                .map(name -> UserName.of(name).toString());
    }

    private Optional<String> outcome() {
        return EventType.ofCloudEventType(envelope.type()).flatMap(this::outcomeOf)
                .or(() -> Stream.of("outcome", "state").flatMap(member -> text(member).stream()).findFirst());
    }

    private Optional<String> outcomeOf(EventType type) {
        return switch (type) {
            case DELIVERY_IGNORED -> Optional.of("ignored");
            case PUBLISH_REQUESTED -> Optional.of("accepted");
            case PUBLISH_COMPLETED -> text("state");
            case CHANGELOG_COMPLETED -> Optional.of(changelogOutcome());
            case NOTIFICATION_COMPLETED, DEAD_LETTER_REPLAYED -> text("outcome");
            case REPOSITORY_CHANGED -> text("change");
            case REPOSITORY_PROBED -> Optional.of(data.has("fault") ? "unreadable" : "read");
            case ALARM_RAISED -> Optional.of("raised");
            case ALARM_RESOLVED -> Optional.of("resolved");
            case OPERATOR_ACTED -> Optional.of(data.path("done").asBoolean() ? "done" : "refused");
            case DEAD_LETTER_RAISED -> Optional.of("parked");
            case DEAD_LETTER_DISCARDED -> Optional.of("discarded");
            case REPLAY_REQUESTED, PROBE_REQUESTED -> Optional.of("requested");
        };
    }

    private String changelogOutcome() {
        if (data.has("commit") || data.has("pullRequest")) {
            return "written";
        }
        return data.has("failure") ? "failed" : "nothing";
    }

    private ArrayNode packages() {
        var packages = JsonNodeFactory.instance.arrayNode();
        for (var each : data.path("packages")) {
            if (each instanceof ObjectNode found) {
                var kept = packages.addObject();
                Stream.of(OF_PACKAGE).forEach(member -> text(found, member).ifPresent(text -> kept.put(member, text)));
            }
        }
        return packages;
    }

    private Optional<String> text(String member) {
        return text(data, member);
    }

    private static Optional<String> text(JsonNode object, String member) {
        return Optional.ofNullable(object.get(member)).filter(JsonNode::isTextual).map(JsonNode::textValue)
                .map(text -> text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
    }
}
