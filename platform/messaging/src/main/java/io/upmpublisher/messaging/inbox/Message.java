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
        return of(envelope, laneOf(envelope, payload), payload);
    }

    /** For who takes in everything: it keeps no order, and must not wait for what is missing in one. */
    static Message readWithoutLane(byte[] payload) throws UnreadableEventException {
        return of(EventCodec.readEnvelope(payload), Optional.empty(), payload);
    }

    private static Message of(EventEnvelope envelope, Optional<Lane> lane, byte[] payload) {
        return new Message(envelope.id(), envelope.name(), envelope.subject(), envelope.correlation(), lane, payload);
    }

    // What only the envelope can be read of, as of a newer build, is recorded by it. If its data turns out to be none, that is for the
    // worker to find: the event is here under its own id, and is receipted.
    private static Optional<Lane> laneOf(EventEnvelope envelope, byte[] payload) {
        try {
            return EventType.ofCloudEventType(envelope.type()).isPresent() ? EventCodec.readEvent(payload).lane()
                    : Optional.empty();
        } catch (UnreadableEventException e) {
            return Optional.empty();
        }
    }
}
