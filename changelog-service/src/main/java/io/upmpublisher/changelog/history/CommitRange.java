package io.upmpublisher.changelog.history;

import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.SemVersion;
import io.upmpublisher.git.CommitDetails;

/**
 * The commits that went into a version of a package, newest first.
 *
 * @param previous the version before it, where the range begins
 */
public record CommitRange(List<CommitDetails> commits, Basis basis, Optional<SemVersion> previous) {

    public CommitRange {
        commits = List.copyOf(commits);
    }

    /** How the beginning of the range was found. */
    public enum Basis {
        /** By the commit that the previous version was published from. */
        PUBLISHED_COMMIT,
        /** By the commit that set the previous version in the manifest. */
        MANIFEST,
        /** Not at all: the newest {@value CommitRanges#BOUND} commits are taken. */
        NEWEST_COMMITS
    }
}
