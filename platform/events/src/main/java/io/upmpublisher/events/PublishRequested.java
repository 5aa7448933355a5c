package io.upmpublisher.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An accepted request to publish what a commit holds.
 *
 * @param sequence contiguous per repository, in the order of acceptance
 * @param settings as of the acceptance
 * @param before the commit that the branch pointed to before the push, where it is known
 * @param delivery the sender's id of the delivery that asked, if one did
 * @param dispatcherVersion of the workflow that forwarded the request, if one did
 * @param earlierCommits what the push brought besides the commit, the newest last; absent where there is none or nothing is
 *        known
 *        of it, and of very many the last
 */
public record PublishRequested(RunId run, long sequence, RepositoryName repository, RepositorySettings settings,
        CommitRef commit, Optional<CommitId> before, Optional<String> branch, Trigger trigger, PackageSelection packages,
        Optional<UserName> author, Optional<CommitMessage> message, Optional<String> delivery,
        Optional<String> dispatcherVersion, Instant requestedAt,
        Optional<List<CommitId>> earlierCommits) implements PipelineEvent {

    public PublishRequested {
        earlierCommits = earlierCommits.filter(commits -> !commits.isEmpty()).map(List::copyOf);
    }

    @Override
    public String subject() {
        return repository.toString();
    }

    @Override
    public Optional<RunId> correlation() {
        return Optional.of(run);
    }

    @Override
    public Optional<Lane> lane() {
        return Optional.of(new Lane(repository.key(), sequence));
    }
}
