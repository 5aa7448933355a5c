package io.upmpublisher.events;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A consumer gave up on an event.
 *
 * @param service the consumer that gave up
 * @param event the id of the event; for unreadable bytes one made from them
 * @param name the event's name, where it could be read
 * @param envelope the event as it came, where it could be read
 * @param bytes in Base64, where it could not
 */
public record DeadLetterRaised(UUID deadLetter, String service, UUID event, Optional<String> name, Optional<RunId> run,
        Optional<String> about, String code, String cause, int attempts, Instant firstAt, Instant lastAt,
        Optional<ObjectNode> envelope, Optional<String> bytes) implements PipelineEvent {

    @Override
    public String subject() {
        return about.orElse(service);
    }

    @Override
    public Optional<RunId> correlation() {
        return run;
    }
}
