package io.upmpublisher.events;

import java.util.Optional;

/**
 * A run's revision was announced on a channel, or it is known why not.
 *
 * @param outcome {@code sent}, {@code unknown} when the channel never answered, or {@code failed}
 */
public record NotificationCompleted(RunId run, int revision, RepositoryName repository, String channel, String outcome,
        Optional<String> message, Optional<Fault> failure) implements PipelineEvent {

    @Override
    public String subject() {
        return repository.toString();
    }

    @Override
    public Optional<RunId> correlation() {
        return Optional.of(run);
    }
}
