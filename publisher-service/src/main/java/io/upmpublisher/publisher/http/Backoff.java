package io.upmpublisher.publisher.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a question is asked again: twice as long each time, half of it random, so that many workers do not
 * come back together.
 *
 * @param longest that a pause grows to
 */
public record Backoff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 16;

    /** The pause after the given failed attempt; 1 is the first. */
    public Duration after(int attempt, RandomGenerator random) {
        var doubled = first.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
        var half = (doubled.compareTo(longest) > 0 ? longest : doubled).toMillis() / 2;
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }
}
