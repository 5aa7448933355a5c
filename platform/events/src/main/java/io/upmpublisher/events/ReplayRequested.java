package io.upmpublisher.events;

import java.util.Optional;
import java.util.UUID;

/**
 * An operator asks the owning service to work on a dead letter's event again.
 *
 * @param service the consumer that gave up; others pass over the request
 */
public record ReplayRequested(UUID deadLetter, String service, UUID event, Optional<RunId> run, UserName by)
        implements
            PipelineEvent {

    @Override
    public String subject() {
        return service;
    }

    @Override
    public Optional<RunId> correlation() {
        return run;
    }
}
