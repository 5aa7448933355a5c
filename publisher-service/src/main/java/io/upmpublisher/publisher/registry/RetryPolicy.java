package io.upmpublisher.publisher.registry;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.upmpublisher.publisher.http.Backoff;

/**
 * How often and how patiently a registry is asked again.
 *
 * @param longestWait the longest pause worth holding a worker for; asked to wait longer, the work is handed back with the time
 */
public record RetryPolicy(int readAttempts, int writeAttempts, Duration firstDelay, Duration longestWait) {

    public static final RetryPolicy DEFAULT = new RetryPolicy(5, 3, Duration.ofMillis(500), Duration.ofSeconds(30));

    public RetryPolicy {
        if (readAttempts < 1 || writeAttempts < 1 || firstDelay.isNegative() || longestWait.isNegative()) {
            throw new IllegalArgumentException("a retry policy has at least one attempt and no negative delay");
        }
    }

    /**
     * The pause after the given failed attempt; 1 is the first. Empty if the registry asked for more than {@link #longestWait}.
     */
    Optional<Duration> pauseAfter(int attempt, Optional<Duration> retryAfter, RandomGenerator random) {
        if (retryAfter.isPresent() && retryAfter.get().compareTo(longestWait) > 0) {
            return Optional.empty();
        }
        var pause = new Backoff(firstDelay, longestWait).after(attempt, random);
        return Optional.of(retryAfter.map(pause::plus).orElse(pause));
    }
}
