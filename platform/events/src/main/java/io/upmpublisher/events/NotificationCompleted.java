package io.upmpublisher.events;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A run's revision was announced on a channel, or it is known why not.
 *
 * @param message the channel's id of it
 */
public record NotificationCompleted(RunId run, int revision, RepositoryName repository, String channel, Outcome outcome,
        Optional<String> message, Optional<Fault> failure) implements PipelineEvent {

    public enum Outcome {
        @JsonProperty("sent")
        SENT,
        /** The channel never answered: it may have been sent. */
        @JsonProperty("unknown")
        UNKNOWN,
        @JsonProperty("failed")
        FAILED
    }

    @Override
    public String subject() {
        return repository.toString();
    }

    @Override
    public Optional<RunId> correlation() {
        return Optional.of(run);
    }
}
