package io.upmpublisher.ingress.request;

import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitMessage;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.UserName;

/**
 * A push, as far as it matters here.
 *
 * @param before empty for a new branch
 * @param after empty for a deleted one
 * @param author of the commit that the branch points to now
 */
public record Push(RepositoryName repository, GitRef ref, Optional<CommitId> before, Optional<CommitId> after,
        boolean forced,
        List<PushedCommit> commits, Optional<UserName> author, Optional<CommitMessage> message, Optional<UserName> sender) {

    // Events tell of them, and stay small.
    private static final int MAX_EARLIER = 100;

    public Push {
        commits = List.copyOf(commits);
    }

    /** What it brought besides the commit that it led to, the newest last; of very many the last. */
    public List<CommitId> earlierCommits() {
        var ids = commits.stream().flatMap(commit -> commit.id().stream()).filter(id -> !after.equals(Optional.of(id)))
                .distinct().toList();
        return ids.subList(Math.max(0, ids.size() - MAX_EARLIER), ids.size());
    }
}
