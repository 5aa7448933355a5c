package io.upmpublisher.messaging;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

/** A thread that does one step again and again until it is stopped, and that no error ends. */
public final class Loop {

    /** One round. */
    @FunctionalInterface
    public interface Step {
        /**
         * @return how long to wait before the next round, unless a signal comes
         */
        Duration run() throws Exception;
    }

    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /**
     * No rounds follow one another sooner, unless there is certainly more to do. Many signals that come within this time cost
     * one look at the database; the first after a rest waits for nothing.
     */
    private static final Duration GATHER = Duration.ofMillis(20);

    private final String name;
    private final Step step;
    private final Signal signal;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);

    public Loop(String name, Signal signal, Step step) {
        this.name = name;
        this.step = step;
        this.signal = signal;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Whether it has not ended, by {@link #stop} or by an error. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Begins no further round. */
    public void beginStop() {
        stopped.countDown();
        signal.raise();
    }

    /** Lets the round under way end, and waits for it at most that long. */
    public void stop(Duration atMost) {
        beginStop();
        try {
            if (thread.isAlive() && !thread.join(atMost)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var failures = 0;
        while (isRunning()) {
            try {
                var began = System.nanoTime();
                var pause = step.run();
                failures = 0;
                if (isRunning() && pause.isPositive()) {
                    signal.await(pause);
                    waitUnlessStopped(GATHER.minusNanos(System.nanoTime() - began));
                    signal.lower();
                }
            } catch (InterruptedException e) {
                LOG.debugf(e, "%s was interrupted", name);
            } catch (Exception e) {
                // Whatever went wrong, the next round may succeed; a relay or a consumer that ended would be noticed too late.
                failures++;
                var pause = pauseAfter(failures);
                LOG.warnf(failures == 1 ? e : null, "%s failed %d times in a row (%s); it goes on in %d ms", name, failures, e,
                        pause.toMillis());
                waitUnlessStopped(pause);
            }
        }
    }

    private boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void waitUnlessStopped(Duration pause) {
        try {
            stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.debugf(e, "%s was interrupted", name);
        }
    }

    private static Duration pauseAfter(int failures) {
        var millis = 100L << Math.min(failures, 10);
        return Duration.ofMillis(Math.min(millis, LONGEST_PAUSE.toMillis()));
    }
}
