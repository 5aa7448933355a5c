package io.upmpublisher.ingress.head;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

import io.upmpublisher.events.CommitId;

/**
 * What is known of a publishing branch.
 *
 * @param handled its last commit that was decided on; empty if there was no such branch
 * @param difference what it points to instead, if that was seen
 */
record BranchHead(Optional<CommitId> handled, Optional<Difference> difference) {

    /**
     * @param since when a commit that nothing told of was first seen
     */
    record Difference(CommitId head, Instant since) {
    }

    /** What to do about a branch. */
    sealed interface Comparison {

        /** Remember this. */
        record Known(BranchHead head) implements Comparison {
        }

        /** Nothing told of the head for too long: it is to be decided on. */
        record Missed(Optional<CommitId> before, CommitId head) implements Comparison {
        }
    }

    /** At first sight the head is the base line: what was there before the registration is not published by it. */
    static BranchHead baseLine(Optional<CommitId> head) {
        return new BranchHead(head, Optional.empty());
    }

    /**
     * @param head empty where a branch is gone that is named in full, which asks for nothing; what it was is remembered in case
     *        it comes back
     * @param isDecided whether something that came in told of the commit, and was decided on
     */
    Comparison compare(Optional<CommitId> head, Predicate<CommitId> isDecided, Instant now, Duration grace) {
        if (head.isEmpty() || head.equals(handled)) {
            return new Comparison.Known(new BranchHead(handled, Optional.empty()));
        }
        if (isDecided.test(head.get())) {
            return new Comparison.Known(baseLine(head));
        }
        // What was seen to differ may have been told of since, while the branch has gone on: that is another difference.
        var overtaken = difference.map(Difference::head).filter(isDecided);
        var since = overtaken.isPresent() ? now : difference.map(Difference::since).orElse(now);
        return since.plus(grace).isAfter(now)
                ? new Comparison.Known(
                        new BranchHead(overtaken.or(() -> handled), Optional.of(new Difference(head.get(), since))))
                : new Comparison.Missed(overtaken.or(() -> handled), head.get());
    }
}
