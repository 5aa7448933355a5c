package io.upmpublisher.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets the requests of one credential through: few at once, and none while GitHub takes none. */
final class RequestGate {

    /** GitHub's limit is 100 for an account, whose other users must not suffer. */
    private static final int AT_ONCE = 10;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final String holder;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private Instant closedUntil = Instant.MIN;
    private Duration nextPause = SHORTEST;

    RequestGate(String holder, Clock clock) {
        this.holder = holder;
        this.clock = clock;
    }

    /**
     * @throws GitHubLimitedException without waiting, if GitHub takes no requests for now
     */
    void enter(Duration patience) throws InterruptedException {
        refuseIfClosed();
        if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw GitHubUnreachableException.beforeItWasSent("earlier requests take too long", null);
        }
        try {
            // One of the earlier requests may have been told to stop.
            refuseIfClosed();
        } catch (GitHubLimitedException e) {
            places.release();
            throw e;
        }
    }

    void leave() {
        places.release();
    }

    synchronized void passed() {
        nextPause = SHORTEST;
    }

    /**
     * @param pause missing where GitHub did not say it: then it grows from time to time
     */
    synchronized GitHubLimitedException close(Optional<Duration> pause) {
        var now = clock.instant();
        // Requests that were under way together are turned away together, which is one time.
        var isClosedAlready = now.isBefore(closedUntil);
        var length = pause.orElse(isClosedAlready ? Duration.between(now, closedUntil) : nextPause);
        if (pause.isEmpty() && !isClosedAlready) {
            nextPause = nextPause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : nextPause.multipliedBy(2);
        }
        var until = now.plus(length);
        closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
        return new GitHubLimitedException(holder, closedUntil, Duration.between(now, closedUntil));
    }

    private synchronized void refuseIfClosed() {
        var now = clock.instant();
        if (now.isBefore(closedUntil)) {
            throw new GitHubLimitedException(holder, closedUntil, Duration.between(now, closedUntil));
        }
    }
}
