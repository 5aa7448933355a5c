package io.upmpublisher.changelog.writeback;

import java.time.Duration;

/** Waiting between two tries; tests take no time. */
@FunctionalInterface
public interface Pause {

    void take(Duration duration) throws InterruptedException;
}
