package io.upmpublisher.github;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * What in an answer says that GitHub turned a request away because there were too many
 * (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit).
 */
final class LimitSigns {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** GitHub's limits are reset each hour; a day is beyond any sense. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private LimitSigns() {
    }

    static boolean areIn(Reply reply) {
        return reply.status() == 429
                || reply.status() == 403 && (reply.header("Retry-After").isPresent() || isUsedUp(reply) || saysSo(reply));
    }

    /** How long to wait, if the answer says it. */
    static Optional<Duration> pause(Reply reply, Instant now) {
        // The time of the reset says nothing where requests remain: then it is another limit.
        return reply.number("Retry-After").map(Duration::ofSeconds)
                .or(() -> isUsedUp(reply) ? untilReset(reply, now).filter(pause -> !pause.isNegative()) : Optional.empty())
                .map(LimitSigns::sensible);
    }

    /** How much the credential may still ask for, if the answer says it. */
    static Optional<Quota> quota(Reply reply, Instant now) {
        var limit = reply.number("X-RateLimit-Limit");
        var remaining = reply.number("X-RateLimit-Remaining");
        return limit.isEmpty() || remaining.isEmpty() ? Optional.empty()
                : untilReset(reply, now).map(pause -> new Quota(limit.get(), remaining.get(), sensible(pause)));
    }

    private static Optional<Duration> untilReset(Reply reply, Instant now) {
        return reply.number("X-RateLimit-Reset").map(Instant::ofEpochSecond)
                .map(reset -> Duration.between(dateOf(reply).orElse(now), reset).plusSeconds(1));
    }

    private static Duration sensible(Duration pause) {
        var atLeast = pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
        return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
    }

    private static boolean isUsedUp(Reply reply) {
        return reply.number("X-RateLimit-Remaining").filter(remaining -> remaining == 0).isPresent();
    }

    private static boolean saysSo(Reply reply) {
        var message = reply.body().path("message").asText().toLowerCase(Locale.ROOT);
        return message.contains("rate limit") || message.contains("abuse detection");
    }

    // By GitHub's own clock, because this machine's may differ.
    private static Optional<Instant> dateOf(Reply reply) {
        try {
            return reply.header("Date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
