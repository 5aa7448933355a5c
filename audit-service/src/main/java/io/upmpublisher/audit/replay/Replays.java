package io.upmpublisher.audit.replay;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.audit.deadletter.DeadLetter;
import io.upmpublisher.audit.deadletter.DeadLetterFilter;
import io.upmpublisher.audit.deadletter.DeadLetterProblem;
import io.upmpublisher.audit.deadletter.DeadLetters;
import io.upmpublisher.events.ReplayRequested;
import io.upmpublisher.events.RunId;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.messaging.outbox.Outbox;
import io.upmpublisher.operator.Operator;
import io.upmpublisher.web.problem.Problem;

/** Asks the services that gave up to work again. What is asked for and what is marked stand or fall together. */
@ApplicationScoped
class Replays {

    /** One call's share: its transaction and its burst of work stay small; who has more calls again. */
    static final int MAX_AT_ONCE = 1_000;

    private final DeadLetters deadLetters;
    private final Operator operator;
    private final Outbox outbox;
    private final Transactions transactions;

    Replays(DeadLetters deadLetters, Operator operator, Outbox outbox, Transactions transactions) {
        this.deadLetters = deadLetters;
        this.operator = operator;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    DeadLetter request(UUID id) {
        return operator.act("dead-letter.replay", id.toString(), () -> {
            var letter = deadLetters.locked(id).orElseThrow(() -> DeadLetterProblem.unknown(id));
            requireReplayable(letter);
            ask(letter);
            return deadLetters.locked(id).orElseThrow();
        });
    }

    ReplayPlan requestAll(DeadLetterFilter filter) {
        return operator.act("dead-letter.replay", filter.toString(), () -> {
            var plan = choose(filter);
            plan.chosen().forEach(this::ask);
            return plan;
        });
    }

    /** What {@link #requestAll} would do now. */
    ReplayPlan plan(DeadLetterFilter filter) {
        return transactions.inNew(() -> choose(filter));
    }

    private ReplayPlan choose(DeadLetterFilter filter) {
        return new ReplayPlan(deadLetters.count(filter.parked()), deadLetters.lockReplayable(filter, MAX_AT_ONCE));
    }

    private void ask(DeadLetter letter) {
        deadLetters.markReplayRequested(letter.id(), operator.name());
        outbox.append(new ReplayRequested(letter.id(), letter.service(), letter.eventId(), letter.run().map(RunId::new),
                operator.name()));
    }

    // One that was replayed may be asked for again: its service knows what is missing, which may be nothing.
    private static void requireReplayable(DeadLetter letter) {
        if (letter.state() == DeadLetter.State.DISCARDED) {
            throw new Problem(DeadLetterProblem.DEAD_LETTER_DISCARDED,
                    "It was discarded by " + letter.discard().orElseThrow().by() + ".");
        }
        if (!letter.isReadable()) {
            throw new Problem(DeadLetterProblem.DEAD_LETTER_UNREADABLE, "No event could be read: " + letter.cause() + ".");
        }
        if (!letter.isOwnerReplaying()) {
            throw new Problem(DeadLetterProblem.REPLAY_NOT_TAKEN, "The queue of " + letter.service() + " takes no replays.");
        }
        if (letter.isReplayUnderWay()) {
            throw new Problem(DeadLetterProblem.REPLAY_RUNNING, "A replay asked for by %s at %s is running."
                    .formatted(letter.replay().orElseThrow().by(), letter.replay().orElseThrow().requestedAt()));
        }
    }
}
