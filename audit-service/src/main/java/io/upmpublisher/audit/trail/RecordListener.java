package io.upmpublisher.audit.trail;

import io.upmpublisher.events.PipelineEvent;

/** A feature that acts on what becomes known, in the transaction that keeps the record. */
public interface RecordListener {

    void recorded(PipelineEvent event);
}
