package io.upmpublisher.publisher.registry;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

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
     * The pause after the given failed attempt (1 is the first): half of it fixed, half random, so that many workers do not
     * come back together. Empty if the registry asked for more than {@link #longestWait}.
     */
    Optional<Duration> pauseAfter(int attempt, Optional<Duration> retryAfter, RandomGenerator random) {
        if (retryAfter.isPresent() && retryAfter.get().compareTo(longestWait) > 0) {
            return Optional.empty();
        }
        var doubled = firstDelay.multipliedBy(1L << Math.min(attempt - 1, 16));
        var capped = doubled.compareTo(longestWait) > 0 ? longestWait : doubled;
        var half = capped.toMillis() / 2;
        var jittered = Duration.ofMillis(half + random.nextLong(half + 1));
        return Optional.of(retryAfter.map(asked -> asked.plus(jittered)).orElse(jittered));
    }
}
