package io.upmpublisher.ingress.request;

import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitMessage;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.Trigger;
import io.upmpublisher.events.UserName;

/** A request before it is accepted: without run and place in its repository's order. */
public record RequestDraft(RepositoryName repository, CommitRef commit, Optional<CommitId> before, Optional<String> branch,
        Trigger trigger, PackageSelection packages, Optional<UserName> author, Optional<CommitMessage> message,
        Optional<String> dispatcherVersion, List<CommitId> earlierCommits) {

    public RequestDraft {
        earlierCommits = List.copyOf(earlierCommits);
    }
}
