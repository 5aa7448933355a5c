package io.upmpublisher.messaging.inbox;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to try again: exponential, with jitter, up to a longest delay, for a number of attempts.
 *
 * @param attempts after how many an entry is given up
 */
public record RetryPolicy(int attempts, Duration firstDelay, Duration longestDelay) {

    public RetryPolicy {
        if (attempts < 1 || firstDelay.isNegative() || longestDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException("a retry policy has at least one attempt and delays that grow");
        }
    }

    boolean isExhaustedBy(int attempt) {
        return attempt >= attempts;
    }

    /**
     * @param attempt the one that failed, from 1
     * @param atLeast what the other side asked for; obeyed beyond the longest delay too, up to a day
     */
    Duration delayAfter(int attempt, Optional<Duration> atLeast, RandomGenerator random) {
        var doubled = firstDelay.toMillis() * Math.pow(2, Math.min(attempt - 1, 30));
        var capped = Math.min(doubled, longestDelay.toMillis());
        var jittered = Duration.ofMillis((long) (capped * (0.8 + 0.4 * random.nextDouble())));
        var asked = atLeast.map(wish -> wish.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : wish)
                .orElse(Duration.ZERO);
        return jittered.compareTo(asked) >= 0 ? jittered : asked;
    }
}
