package io.upmpublisher.changelog.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_770_000_000);
    private static final Map<String, String> NONE = Map.of();

    @Test
    void takesNoOtherAnswerForALimit() {
        assertThat(limit(NONE).pause(200, "")).isEmpty();
        assertThat(limit(NONE).pause(403, "Resource not accessible by personal access token")).isEmpty();
        assertThat(limit(Map.of("x-ratelimit-remaining", "12")).pause(403, "Must have admin rights")).isEmpty();
        assertThat(limit(Map.of("retry-after", "5")).pause(503, "rate limit")).as("an outage is none").isEmpty();
        assertThat(limit(Map.of("x-ratelimit-remaining", "0")).pause(201, "")).as("the last one was taken").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 403, 429 })
    void waitsAsLongAsItIsAskedTo(int status) {
        assertThat(limit(Map.of("retry-after", "7", "x-ratelimit-remaining", "0", "x-ratelimit-reset", "1770000600"))
                .pause(status, "")).contains(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(ints = { 403, 429 })
    void waitsUntilThereAreRequestsAgain(int status) {
        assertThat(limit(Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", "1770000600")).pause(status, ""))
                .contains(Duration.ofSeconds(601));
    }

    @ParameterizedTest
    @ValueSource(strings = { "You have exceeded a secondary rate limit.", "API rate limit exceeded for user ID 1.",
            "You have triggered an abuse detection mechanism." })
    void waitsAMinuteForALimitThatOnlyTheMessageNames(String message) {
        assertThat(limit(NONE).pause(403, message)).contains(Duration.ofMinutes(1));
        assertThat(limit(Map.of("x-ratelimit-remaining", "4999", "x-ratelimit-reset", "1770003600")).pause(403, message))
                .as("that reset is of another limit").contains(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = { "soon", "", "-1", "1769999000", "99999999999999999999" })
    void waitsAMinuteWhereTheTimeIsOverOrUnreadable(String reset) {
        assertThat(limit(Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", reset)).pause(403, ""))
                .contains(Duration.ofMinutes(1));
        assertThat(limit(Map.of("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT")).pause(429, ""))
                .contains(Duration.ofMinutes(1));
    }

    private static RateLimit limit(Map<String, String> headers) {
        var lists = headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
        return RateLimit.of(HttpHeaders.of(lists, (name, value) -> true), NOW);
    }
}
