package io.upmpublisher.github;

import java.time.Duration;

/** When a call must have ended, by a clock that nobody sets. */
record Deadline(long nanos) {

    private static final Duration LEAST = Duration.ofMillis(1);

    static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /** Never nothing, which would be no limit to some who are asked to keep to it. */
    Duration left() {
        var left = Duration.ofNanos(nanos - System.nanoTime());
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }
}
