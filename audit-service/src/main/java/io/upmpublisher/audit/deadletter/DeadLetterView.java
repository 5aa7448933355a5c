package io.upmpublisher.audit.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;

import io.upmpublisher.audit.link.Links;

/**
 * A dead letter. It has an event, or bytes: those only alone, and for admins.
 *
 * @param event null in lists where it is long
 * @param bytesSize how many bytes there are, where there is no event
 * @param history the earlier and later dead letters of the same event; only when it is shown alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterView(UUID id, String service, @Nullable String type, UUID eventId, @Nullable UUID run,
        @Nullable String about, String code, String cause, int attempts, Instant firstAt, Instant lastAt, String state,
        @Nullable Replay replay, @Nullable Discard discard,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) @Nullable String event, @Nullable Integer bytesSize,
        byte @Nullable [] bytes, @Nullable List<Past> history, Links.OfDeadLetter links) {

    /**
     * @param outcome null until the service has answered
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Replay(String by, Instant requestedAt, @Nullable String outcome, @Nullable Instant answeredAt, int times) {
    }

    public record Discard(String by, Instant at, String reason) {
    }

    public record Past(UUID id, String code, int attempts, Instant lastAt, String state) {

        static Past from(DeadLetter letter) {
            return new Past(letter.id(), letter.code(), letter.attempts(), letter.lastAt(), word(letter.state()));
        }
    }

    public static DeadLetterView from(DeadLetter letter, Links links) {
        return new DeadLetterView(letter.id(), letter.service(), letter.type().orElse(null), letter.eventId(),
                letter.run().orElse(null), letter.about().orElse(null), letter.code(), letter.cause(), letter.attempts(),
                letter.firstAt(), letter.lastAt(), word(letter.state()),
                letter.replay().map(replay -> new Replay(replay.by(), replay.requestedAt(), replay.outcome().orElse(null),
                        replay.answeredAt().orElse(null), replay.times())).orElse(null),
                letter.discard().map(discard -> new Discard(discard.by(), discard.at(), discard.reason())).orElse(null),
                letter.event().orElse(null), letter.bytes().orElse(null), null, null,
                links.ofDeadLetter(letter.id(), letter.run().orElse(null)));
    }

    DeadLetterView with(List<DeadLetter> past, byte @Nullable [] content) {
        return new DeadLetterView(id, service, type, eventId, run, about, code, cause, attempts, firstAt, lastAt, state, replay,
                discard, event, bytesSize, content, past.stream().map(Past::from).toList(), links);
    }

    /** For answers about more than the dead letter. */
    public DeadLetterView withoutEvent() {
        return new DeadLetterView(id, service, type, eventId, run, about, code, cause, attempts, firstAt, lastAt, state, replay,
                discard, null, bytesSize, null, history, links);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
