package io.upmpublisher.audit.trail;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.RepositoryName;

/**
 * One event as it is kept: the envelope, the data whole, and of the data what is asked for most.
 *
 * @param time when the event became true
 * @param packages JSON: what became of each package, empty where the event is of none
 * @param data JSON: the event's own
 */
record AuditRecord(EventEnvelope envelope, Instant time, Optional<RepositoryName> repository, Optional<String> actor,
        Optional<String> outcome, Optional<String> code, String packages, Optional<String> trigger, Optional<String> branch,
        Optional<String> commit, Optional<String> registry, Optional<String> delivery, String data, Instant recordedAt) {

    UUID id() {
        return envelope.id();
    }
}
