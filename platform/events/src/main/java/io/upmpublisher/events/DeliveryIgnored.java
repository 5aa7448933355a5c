package io.upmpublisher.events;

import java.util.List;
import java.util.Optional;

/**
 * A delivery or dispatch that asks for nothing, or that is not listened to.
 *
 * @param delivery the sender's id of it, {@code X-GitHub-Delivery} for a webhook
 * @param code stable, as in {@code REPOSITORY_NOT_REGISTERED}
 * @param reason one sentence for people
 * @param earlierCommits what a push brought besides the commit, as in {@link PublishRequested}
 */
public record DeliveryIgnored(String delivery, String event, Optional<RepositoryName> repository, Optional<String> ref,
        Optional<CommitId> commit, Optional<UserName> sender, String code, String reason,
        Optional<List<CommitId>> earlierCommits) implements PipelineEvent {

    public DeliveryIgnored {
        earlierCommits = earlierCommits.filter(commits -> !commits.isEmpty()).map(List::copyOf);
    }

    @Override
    public String subject() {
        return repository.map(RepositoryName::toString).orElse(delivery);
    }
}
