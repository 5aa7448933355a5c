package io.upmpublisher.events;

import java.util.Optional;
import java.util.UUID;

/**
 * The owning service answered a {@link ReplayRequested}.
 *
 * @param outcome {@code reopened}, {@code running} when the event is being worked on, {@code done} when it needs no more work,
 *        or
 *        {@code unknown} when the service has no such event
 */
public record DeadLetterReplayed(UUID deadLetter, String service, UUID event, Optional<RunId> run, UserName by,
        String outcome) implements PipelineEvent {

    @Override
    public String subject() {
        return service;
    }

    @Override
    public Optional<RunId> correlation() {
        return run;
    }
}
