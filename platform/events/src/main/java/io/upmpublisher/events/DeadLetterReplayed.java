package io.upmpublisher.events;

import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The owning service answered a {@link ReplayRequested}. */
public record DeadLetterReplayed(UUID deadLetter, String service, UUID event, Optional<RunId> run, UserName by,
        Outcome outcome) implements PipelineEvent {

    public enum Outcome {
        @JsonProperty("reopened")
        REOPENED,
        /** The event is being worked on already. */
        @JsonProperty("running")
        RUNNING,
        /** The event needs no more work. */
        @JsonProperty("done")
        DONE,
        /** The service has no such event. */
        @JsonProperty("unknown")
        UNKNOWN
    }

    @Override
    public String subject() {
        return service;
    }

    @Override
    public Optional<RunId> correlation() {
        return run;
    }
}
