package io.upmpublisher.changelog.run;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

import io.upmpublisher.events.Fault;
import io.upmpublisher.git.GitException;
import io.upmpublisher.git.GitFault;
import io.upmpublisher.messaging.inbox.RetryLater;

/**
 * Why a part of a revision's work came to no end. It is held until the other part has had its turn, so that neither waits for
 * the other.
 *
 * @param fault what is told of the part if this was the last attempt
 */
record Unfinished(RetryLater later, Fault fault) {

    private static final String REPLAY = "Replay the dead letter once the cause is gone.";
    // Whoever goes on after this process has stopped.
    private static final Duration SOON = Duration.ofSeconds(1);

    static Unfinished of(RetryLater later) {
        return new Unfinished(later, new Fault(later.code(), String.valueOf(later.getMessage()), REPLAY, true));
    }

    /**
     * @param e of a transient fault
     * @throws RetryLater if the service is stopping, which is no time for the other part
     */
    static Unfinished of(GitException e) throws RetryLater {
        if (e.fault() == GitFault.FETCH_INTERRUPTED) {
            throw RetryLater.paused(e.code(), e.getMessage(), SOON);
        }
        return new Unfinished(new RetryLater(e.code(), e.getMessage(), e.retryAfter(), e), faultOf(e));
    }

    /** Of an error that nobody foresaw: the inbox would take it for the same, but for both parts. */
    static Unfinished of(RuntimeException e) {
        return of(new RetryLater("INTERNAL_ERROR",
                "an unexpected " + e.getClass().getSimpleName() + "; the service's log has it", Optional.empty(), e));
    }

    static Fault faultOf(GitException e) {
        return new Fault(e.code(), e.reason(), e.fault().remedy(), e.transientFault());
    }

    /** The one that wants to wait longest: an attempt is at everything, and must come too early for nothing. */
    static Optional<RetryLater> latest(List<RetryLater> all) {
        var latest = all.stream()
                .reduce(BinaryOperator.maxBy(Comparator.comparing(each -> each.after().orElse(Duration.ZERO))));
        // The log has the others with it.
        latest.ifPresent(thrown -> all.stream().filter(each -> each != thrown).forEach(thrown::addSuppressed));
        return latest;
    }
}
