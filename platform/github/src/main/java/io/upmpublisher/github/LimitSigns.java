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
        return reply.number("Retry-After").map(Duration::ofSeconds).or(() -> untilReset(reply, now))
                .map(pause -> pause.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : pause)
                .map(pause -> pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
    }

    // The time of the reset says nothing where requests remain: then it is another limit.
    private static Optional<Duration> untilReset(Reply reply, Instant now) {
        return isUsedUp(reply) ? reply.number("X-RateLimit-Reset").map(Instant::ofEpochSecond)
                .map(reset -> Duration.between(dateOf(reply).orElse(now), reset).plusSeconds(1))
                .filter(pause -> !pause.isNegative()) : Optional.empty();
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
