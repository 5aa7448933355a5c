package io.upmpublisher.audit.trail;

import io.upmpublisher.events.EventType;
import io.upmpublisher.events.PipelineEvent;

/** A feature that acts on what becomes known, in the transaction that keeps the record. */
public interface RecordListener {

    /** Others are not even read for it: nearly every event is a delivery that was ignored. */
    EventType listensTo();

    void recorded(PipelineEvent event);
}
