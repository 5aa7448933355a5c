package io.upmpublisher.publisher.registry;

import java.time.Duration;

/** Waiting between attempts; tests take no time. */
@FunctionalInterface
public interface Pause {

    void take(Duration duration) throws InterruptedException;
}
