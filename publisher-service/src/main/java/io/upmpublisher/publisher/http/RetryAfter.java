package io.upmpublisher.publisher.http;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The {@code Retry-After} header in both of its forms (RFC 9110, 10.2.3). A wrong or absurd one must not stop us for ever. */
public final class RetryAfter {

    private static final Duration LONGEST = Duration.ofHours(24);

    private RetryAfter() {
    }

    public static Optional<Duration> in(HttpHeaders headers, Clock clock) {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(text -> parse(text, clock));
    }

    private static Optional<Duration> parse(String text, Clock clock) {
        if (text.matches("\\d{1,18}")) {
            return Optional.of(bounded(Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST.toSeconds()))));
        }
        try {
            var when = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(bounded(Duration.between(clock.instant(), when)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration asked) {
        return asked.isNegative() ? Duration.ZERO : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
