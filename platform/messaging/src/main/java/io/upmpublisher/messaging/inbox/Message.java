package io.upmpublisher.messaging.inbox;

import java.util.Optional;
import java.util.UUID;

import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Lane;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.UnreadableEventException;

/** A message as far as recording needs to understand it: its envelope, and its lane where the type is known to have one. */
record Message(UUID event, String name, String subject, Optional<RunId> run, Optional<Lane> lane, byte[] payload) {

    static Message read(byte[] payload) throws UnreadableEventException {
        var envelope = EventCodec.readEnvelope(payload);
        return new Message(envelope.id(), envelope.name(), envelope.subject(), envelope.correlation(),
                laneOf(envelope, payload),
                payload);
    }

    // Types of a newer build are recorded by their envelope and wait for the build that knows them.
    private static Optional<Lane> laneOf(EventEnvelope envelope, byte[] payload) throws UnreadableEventException {
        return EventType.ofCloudEventType(envelope.type()).isPresent() ? EventCodec.readEvent(payload).lane()
                : Optional.empty();
    }
}
