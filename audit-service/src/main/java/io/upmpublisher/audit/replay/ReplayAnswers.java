package io.upmpublisher.audit.replay;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.audit.deadletter.DeadLetters;
import io.upmpublisher.audit.trail.RecordListener;
import io.upmpublisher.events.DeadLetterReplayed;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.PipelineEvent;

/** Learns what services answered to replays. */
@ApplicationScoped
class ReplayAnswers implements RecordListener {

    private final DeadLetters deadLetters;

    ReplayAnswers(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public EventType listensTo() {
        return EventType.DEAD_LETTER_REPLAYED;
    }

    @Override
    public void recorded(PipelineEvent event) {
        if (event instanceof DeadLetterReplayed answer) {
            deadLetters.markAnswered(answer);
        }
    }
}
