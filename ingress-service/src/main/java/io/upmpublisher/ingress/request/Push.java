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

    public Push {
        commits = List.copyOf(commits);
    }
}
