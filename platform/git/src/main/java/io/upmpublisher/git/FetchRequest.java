package io.upmpublisher.git;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.upmpublisher.events.CommitId;

/**
 * @param commits what is needed; several where commits are to be compared
 * @param branch where to look for a commit on a remote that serves only the tips of branches; else its default branch
 * @param depth how many commits of history, 1 for the commit alone
 */
public record FetchRequest(RemoteRepository remote, Set<CommitId> commits, Optional<String> branch, int depth) {
    /** Git's own number for "no limit" (https://git-scm.com/docs/shallow). */
    static final int WHOLE_HISTORY = Integer.MAX_VALUE;

    public FetchRequest {
        commits = Set.copyOf(commits);
        if (commits.isEmpty()) {
            throw new IllegalArgumentException("A fetch needs a commit");
        }
        if (depth < 1) {
            throw new IllegalArgumentException("The depth of a fetch is at least 1");
        }
    }

    public static FetchRequest of(RemoteRepository remote, CommitId... commits) {
        return new FetchRequest(remote, new LinkedHashSet<>(List.of(commits)), Optional.empty(), 1);
    }

    /** All history that leads to the commits. */
    public FetchRequest withHistory() {
        return withDepth(WHOLE_HISTORY);
    }

    public FetchRequest onBranch(String name) {
        return new FetchRequest(remote, commits, Optional.of(name), depth);
    }

    public FetchRequest withDepth(int depth) {
        return new FetchRequest(remote, commits, branch, depth);
    }
}
