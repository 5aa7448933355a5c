package io.upmpublisher.changelog.remote;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an answer of GitHub tells of its limits, and from it whether and how long to wait
 * (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit).
 *
 * @param remaining how many requests are left
 * @param reset when there are more, in seconds since 1970
 * @param at when the answer came
 */
record RateLimit(Optional<String> retryAfter, Optional<String> remaining, Optional<String> reset, Instant at) {

    /** What GitHub asks for where it names no time; the inbox's growing delays come on top. */
    private static final Duration UNNAMED = Duration.ofMinutes(1);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,10}");

    static RateLimit of(HttpHeaders headers, Instant at) {
        return new RateLimit(headers.firstValue("Retry-After"), headers.firstValue("X-RateLimit-Remaining"),
                headers.firstValue("X-RateLimit-Reset"), at);
    }

    /**
     * How long to wait before the next request; empty if the answer is no matter of limits. The secondary limits come as 403,
     * too, and then the message alone may tell them from a refusal.
     */
    Optional<Duration> pause(int status, String message) {
        var isLimited = status == 429
                || status == 403 && (retryAfter.isPresent() || isNothingLeft() || tellsOfLimit(message));
        return isLimited ? Optional.of(asked().or(this::untilReset).orElse(UNNAMED)) : Optional.empty();
    }

    private Optional<Duration> asked() {
        return seconds(retryAfter).map(Duration::ofSeconds);
    }

    // The reset that comes with requests left is the one of the primary limit, which is not what was met.
    private Optional<Duration> untilReset() {
        return isNothingLeft() ? seconds(reset).map(Instant::ofEpochSecond).map(then -> Duration.between(at, then))
                // By clocks that differ it may be over; it is not before the host's own clock says so.
                .map(wait -> wait.isNegative() ? UNNAMED : wait.plusSeconds(1)) : Optional.empty();
    }

    private boolean isNothingLeft() {
        return remaining.map(String::strip).filter("0"::equals).isPresent();
    }

    private static boolean tellsOfLimit(String message) {
        var lower = message.toLowerCase(Locale.ROOT);
        return lower.contains("rate limit") || lower.contains("abuse detection");
    }

    private static Optional<Long> seconds(Optional<String> header) {
        return header.map(String::strip).filter(text -> SECONDS.matcher(text).matches()).map(Long::valueOf);
    }
}
