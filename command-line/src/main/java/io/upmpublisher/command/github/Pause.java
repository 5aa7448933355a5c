package io.upmpublisher.command.github;

import java.time.Duration;

/** How GitHub is waited for, where it tells nobody that it is done. */
@FunctionalInterface
public interface Pause {

    Pause SLEEP = Thread::sleep;

    void last(Duration duration) throws InterruptedException;
}
