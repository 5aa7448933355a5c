package io.upmpublisher.messaging.inbox;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.PipelineEvent;
import io.upmpublisher.events.UnreadableEventException;

/** An event of any type that this process holds the claim on, and what it may record under it. */
public final class ReceivedEnvelope {

    private final EventEnvelope envelope;
    private final ObjectNode tree;
    private final byte[] payload;
    private final Hold hold;

    ReceivedEnvelope(EventEnvelope envelope, byte[] payload, Hold hold) throws UnreadableEventException {
        this.envelope = envelope;
        this.tree = EventCodec.readTree(payload);
        this.payload = payload;
        this.hold = hold;
    }

    public EventEnvelope envelope() {
        return envelope;
    }

    /** The whole event, envelope and data, as it came. */
    public ObjectNode tree() {
        return tree;
    }

    /** Empty for a type that this build does not know, and for data that does not fit its type. */
    public Optional<PipelineEvent> event() {
        try {
            return Optional.of(EventCodec.readEvent(payload));
        } catch (UnreadableEventException e) {
            return Optional.empty();
        }
    }

    /** As {@link Received#finish}. */
    public void finish(Runnable lastStep) {
        hold.finish(lastStep);
    }
}
