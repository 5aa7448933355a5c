package io.upmpublisher.events;

import java.util.Optional;
import java.util.UUID;

/** An operator decided that a dead letter needs no more work. */
public record DeadLetterDiscarded(UUID deadLetter, String service, UUID event, Optional<RunId> run, UserName by,
        String reason) implements PipelineEvent {

    @Override
    public String subject() {
        return service;
    }

    @Override
    public Optional<RunId> correlation() {
        return run;
    }
}
