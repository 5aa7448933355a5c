package io.upmpublisher.messaging.inbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.jboss.logging.Logger;

import com.github.f4b6a3.uuid.UuidCreator;

import io.upmpublisher.events.UnreadableEventException;
import io.upmpublisher.messaging.Signal;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.messaging.deadletter.DeadLetters;
import io.upmpublisher.messaging.receipt.Receipts;

/** Records what comes from the queue of one consumer. */
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private final String consumer;
    private final Transactions transactions;
    private final InboxEntries entries;
    private final Receipts receipts;
    private final DeadLetters deadLetters;
    private final Signal workersSignal;

    public Inbox(String consumer, Transactions transactions, InboxEntries entries, Receipts receipts, DeadLetters deadLetters,
            Signal workersSignal) {
        this.consumer = consumer;
        this.transactions = transactions;
        this.entries = entries;
        this.receipts = receipts;
        this.deadLetters = deadLetters;
        this.workersSignal = workersSignal;
    }

    /**
     * Writes messages and their receipts down in one transaction; those that were here before are receipted again, which does
     * nothing.
     */
    public void record(List<byte[]> payloads) {
        var readable = new ArrayList<Message>();
        var unreadable = new ArrayList<Unreadable>();
        for (var payload : payloads) {
            try {
                readable.add(Message.read(payload));
            } catch (UnreadableEventException e) {
                unreadable.add(new Unreadable(idOf(payload), payload, e.getMessage()));
            }
        }
        // In one order everywhere: two replicas that record the same messages must not wait for each other in a circle.
        readable.sort(Comparator.comparing(Message::event));
        unreadable.sort(Comparator.comparing(Unreadable::madeId));
        transactions.runInNew(() -> {
            readable.forEach(message -> entries.insert(consumer, message));
            unreadable.forEach(this::bury);
            receipts.add(consumer, readable.stream().map(Message::event).toList());
        });
        workersSignal.raise();
    }

    // The bytes themselves are the identity: the same ones again are the same dead letter.
    private static UUID idOf(byte[] payload) {
        return UuidCreator.getNameBasedSha1(payload);
    }

    private void bury(Unreadable message) {
        if (entries.insertUnreadable(consumer, message.madeId(), message.payload(), message.cause())) {
            LOG.errorf("a message of %d bytes for %s is no event (%s); it became dead letter %s", message.payload().length,
                    consumer,
                    message.cause(), message.madeId());
            deadLetters.raiseForBytes(consumer, message.madeId(), message.payload(), message.cause());
        }
    }

    private record Unreadable(UUID madeId, byte[] payload, String cause) {
    }
}
