package io.upmpublisher.audit.deadletter;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.DeadLetterDiscarded;
import io.upmpublisher.events.RunId;
import io.upmpublisher.messaging.outbox.Outbox;
import io.upmpublisher.operator.Operator;
import io.upmpublisher.web.problem.Problem;

/** An operator's decision that a dead letter needs no more work. */
@ApplicationScoped
class Discarding {

    private final DeadLetters deadLetters;
    private final Operator operator;
    private final Outbox outbox;

    Discarding(DeadLetters deadLetters, Operator operator, Outbox outbox) {
        this.deadLetters = deadLetters;
        this.operator = operator;
        this.outbox = outbox;
    }

    DeadLetter discard(UUID id, String reason) {
        return operator.act("dead-letter.discard", id.toString(), () -> {
            var letter = deadLetters.locked(id).orElseThrow(() -> DeadLetterProblem.unknown(id));
            requireParked(letter);
            deadLetters.markDiscarded(id, operator.name(), reason);
            outbox.append(new DeadLetterDiscarded(id, letter.service(), letter.eventId(), letter.run().map(RunId::new),
                    operator.name(), reason));
            return deadLetters.find(id).orElseThrow();
        });
    }

    private static void requireParked(DeadLetter letter) {
        switch (letter.state()) {
            case DISCARDED -> throw new Problem(DeadLetterProblem.DEAD_LETTER_DISCARDED,
                    "It was discarded by " + letter.discard().orElseThrow().by() + " before.");
            case REPLAYED -> throw new Problem(DeadLetterProblem.DEAD_LETTER_REPLAYED,
                    "It was replayed by " + letter.replay().orElseThrow().by() + ".");
            case PARKED -> {
                if (letter.isReplayUnderWay()) {
                    throw new Problem(DeadLetterProblem.REPLAY_RUNNING,
                            "The %s has not answered yet.".formatted(letter.service()));
                }
            }
        }
    }
}
