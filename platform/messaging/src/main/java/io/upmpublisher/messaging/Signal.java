package io.upmpublisher.messaging;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes a loop: at once when something is to be done, after a while in any case. */
public final class Signal {

    private final Semaphore permits = new Semaphore(0);

    public void raise() {
        // One permit is enough: the loop looks at everything that is due each time.
        if (permits.availablePermits() == 0) {
            permits.release();
        }
    }

    /** Forgets that it was raised: what it was raised for is about to be looked at. */
    void lower() {
        permits.drainPermits();
    }

    public void await(Duration atMost) throws InterruptedException {
        if (permits.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            permits.drainPermits();
        }
    }
}
