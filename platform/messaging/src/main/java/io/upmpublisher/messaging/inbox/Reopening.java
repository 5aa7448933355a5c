package io.upmpublisher.messaging.inbox;

import java.util.UUID;

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
    public Result reopen(UUID event) {
        var found = entries.find(consumer, event);
        if (found.isEmpty()) {
            return Result.UNKNOWN;
        }
        return switch (found.get().state()) {
            case "dead" -> {
                entries.reopen(consumer, event);
                transactions.afterCommit(workersSignal::raise);
                yield Result.REOPENED;
            }
            case "open" -> Result.RUNNING;
            default -> Result.DONE;
        };
    }

    /** What became of a request to replay. */
    public enum Result {
        REOPENED("reopened"),
        /** It is being worked on, or waits for its next attempt. */
        RUNNING("running"),
        DONE("done"),
        UNKNOWN("unknown");

        private final String outcome;

        Result(String outcome) {
            this.outcome = outcome;
        }

        public String outcome() {
            return outcome;
        }
    }
}
