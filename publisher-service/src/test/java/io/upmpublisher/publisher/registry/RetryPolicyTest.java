package io.upmpublisher.publisher.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.publisher.http.RetryAfter;

class RetryPolicyTest {

    private static final RetryPolicy POLICY = new RetryPolicy(5, 3, Duration.ofSeconds(1), Duration.ofSeconds(20));

    @ParameterizedTest
    @CsvSource({ "1, 500, 1000", "2, 1000, 2000", "3, 2000, 4000", "6, 10000, 20000", "60, 10000, 20000" })
    void doublesItsPausesUpToTheLongest(int attempt, long atLeast, long atMost) {
        var random = new Random(1);
        for (var i = 0; i < 100; i++) {
            assertThat(POLICY.pauseAfter(attempt, Optional.empty(), random)).hasValueSatisfying(
                    pause -> assertThat(pause.toMillis()).isBetween(atLeast, atMost));
        }
    }

    @Test
    void waitsAtLeastAsLongAsAskedOrNotAtAll() {
        var random = new Random(1);
        assertThat(POLICY.pauseAfter(1, Optional.of(Duration.ofSeconds(20)), random))
                .hasValueSatisfying(pause -> assertThat(pause).isGreaterThanOrEqualTo(Duration.ofSeconds(20)));
        assertThat(POLICY.pauseAfter(1, Optional.of(Duration.ofSeconds(21)), random)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "120|PT2M", " 0 |PT0S", "99999999999999999|PT24H",
            "Sun, 1 Mar 2026 12:01:00 GMT|PT1M",
            "Sun, 1 Mar 2026 11:00:00 GMT|PT0S", "Mon, 1 Mar 2027 11:00:00 GMT|PT24H" })
    void readsRetryAfterInBothForms(String header, Duration asked) {
        assertThat(RetryAfter.in(headers(header), TestRegistries.CLOCK)).contains(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = { "soon", "-5", "1.5", "", "9999999999999999999999", "Sun, 99 Mar 2026 12:01:00 GMT" })
    void ignoresRetryAfterThatCannotBeRead(String header) {
        assertThat(RetryAfter.in(headers(header), TestRegistries.CLOCK)).isEmpty();
    }

    private static HttpHeaders headers(String retryAfter) {
        return HttpHeaders.of(Map.of("Retry-After", List.of(retryAfter)), (name, value) -> true);
    }
}
