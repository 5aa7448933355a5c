package io.upmpublisher.ingress.request;

import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitMessage;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.UserName;

/**
 * A push, as far as it matters here.
 *
 * @param ref in full, as in {@code refs/heads/main}
 * @param before empty for a new branch
 * @param after empty for a deleted one
 * @param author of the commit that the branch points to now
 */
public record Push(RepositoryName repository, CommitRef ref, Optional<CommitId> before, Optional<CommitId> after,
        boolean forced,
        List<PushedCommit> commits, Optional<UserName> author, Optional<CommitMessage> message, Optional<UserName> sender) {

    private static final String BRANCH = "refs/heads/";

    public Push {
        commits = List.copyOf(commits);
    }

    /** Empty for tags and whatever else is no branch. */
    public Optional<String> branch() {
        return ref.value().startsWith(BRANCH) ? Optional.of(ref.value().substring(BRANCH.length())) : Optional.empty();
    }
}
