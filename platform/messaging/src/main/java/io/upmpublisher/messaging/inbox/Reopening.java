package io.upmpublisher.messaging.inbox;

import java.util.UUID;

import io.upmpublisher.events.DeadLetterReplayed.Outcome;
import io.upmpublisher.messaging.Signal;
import io.upmpublisher.messaging.Transactions;

/** Opens the dead entries of one consumer again. The effect ledger sees to it that only the missing part happens. */
public class Reopening {

    private final String consumer;
    private final Transactions transactions;
    private final InboxEntries entries;
    private final Signal workersSignal;

    public Reopening(String consumer, Transactions transactions, InboxEntries entries, Signal workersSignal) {
        this.consumer = consumer;
        this.transactions = transactions;
        this.entries = entries;
        this.workersSignal = workersSignal;
    }

    public boolean isFor(String service) {
        return consumer.equals(service);
    }

    /** Opens an entry in the current transaction. Asked twice, it opens once. */
    public Outcome reopen(UUID event) {
        var found = entries.find(consumer, event);
        // Bytes that were no event are none now: nothing could ever work on them.
        if (found.isEmpty() || !found.get().readable()) {
            return Outcome.UNKNOWN;
        }
        return switch (found.get().state()) {
            case "dead" -> {
                entries.reopen(consumer, event);
                transactions.afterCommit(workersSignal::raise);
                yield Outcome.REOPENED;
            }
            case "open" -> Outcome.RUNNING;
            default -> Outcome.DONE;
        };
    }
}
