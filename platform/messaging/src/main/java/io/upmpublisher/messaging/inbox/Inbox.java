package io.upmpublisher.messaging.inbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import com.github.f4b6a3.uuid.UuidCreator;

import io.upmpublisher.events.Lane;
import io.upmpublisher.events.UnreadableEventException;
import io.upmpublisher.messaging.Signal;
import io.upmpublisher.messaging.Tables;
import io.upmpublisher.messaging.deadletter.DeadLetters;

/** Records what comes from the queue of one consumer. */
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private final String consumer;
    private final WorkedOn workedOn;
    private final Set<String> toldOf = ConcurrentHashMap.newKeySet();
    private final Tables tables;
    private final DeadLetters deadLetters;
    private final Signal workersSignal;

    public Inbox(String consumer, WorkedOn workedOn, Tables tables, DeadLetters deadLetters, Signal workersSignal) {
        this.consumer = consumer;
        this.workedOn = workedOn;
        this.tables = tables;
        this.deadLetters = deadLetters;
        this.workersSignal = workersSignal;
    }

    /**
     * Writes messages and their receipts down in one transaction; those that were here before are receipted again, which does
     * nothing.
     */
    public Recorded record(List<byte[]> payloads) {
        var readable = new ArrayList<Message>();
        var unreadable = new ArrayList<Unreadable>();
        for (var payload : payloads) {
            try {
                readable.add(workedOn.isEverything() ? Message.readWithoutLane(payload) : Message.read(payload));
            } catch (UnreadableEventException e) {
                unreadable.add(new Unreadable(idOf(payload), payload, e.getMessage()));
            }
        }
        // In one order everywhere: two replicas that record the same messages must not wait for each other in a circle.
        readable.sort(Comparator.comparing(Message::event));
        unreadable.sort(Comparator.comparing(Unreadable::madeId));
        var lanes = readable.stream().flatMap(message -> message.lane().stream()).map(Lane::key)
                .collect(Collectors.toCollection(TreeSet::new));
        var recorded = tables.transactions().inNew(() -> {
            tables.inbox().addLanes(consumer, lanes);
            var fresh = insert(readable);
            var buried = (int) unreadable.stream().filter(this::bury).count();
            tables.receipts().add(consumer, readable.stream().map(Message::event).toList());
            return new Recorded(fresh, payloads.size() - fresh - buried, buried);
        });
        workersSignal.raise();
        return recorded;
    }

    private int insert(List<Message> readable) {
        if (readable.isEmpty()) {
            return 0;
        }
        var once = readable.stream().collect(Collectors.toMap(Message::event, Function.identity(), (first, again) -> first));
        var fresh = tables.inbox().insert(consumer, List.copyOf(once.values()));
        fresh.stream().map(once::get).map(Message::name).filter(name -> !workedOn.contains(name)).filter(toldOf::add).forEach(
                name -> LOG.warnf("%s is recorded and waits: this build of %s does not work on it", name, consumer));
        return fresh.size();
    }

    // The bytes themselves are the identity: the same ones again are the same dead letter.
    private static UUID idOf(byte[] payload) {
        return UuidCreator.getNameBasedSha1(payload);
    }

    private boolean bury(Unreadable message) {
        var isNew = tables.inbox().insertUnreadable(consumer, message.madeId(), message.payload(), message.cause());
        if (isNew) {
            LOG.errorf("a message of %d bytes for %s is no event (%s); it became dead letter %s", message.payload().length,
                    consumer,
                    message.cause(), message.madeId());
            deadLetters.raiseForBytes(consumer, message.madeId(), message.payload(), message.cause());
        }
        return isNew;
    }

    private record Unreadable(UUID madeId, byte[] payload, String cause) {
    }
}
