package io.upmpublisher.messaging.outbox;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.PipelineEvent;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.Causation;
import io.upmpublisher.messaging.Signal;
import io.upmpublisher.messaging.Traces;
import io.upmpublisher.messaging.Transactions;

/** Where a service writes what it has to tell. */
public class Outbox {

    // A message that the broker refuses closes the channel, and would hold up all that are sent with it. RabbitMQ 4 takes 16 MiB, and an
    // event may come back inside of a dead letter.
    static final int MAX_BYTES = 4 << 20;

    private final String service;
    private final Clock clock;
    private final Transactions transactions;
    private final OutboxEntries entries;
    private final Signal relaySignal;

    public Outbox(String service, Clock clock, Transactions transactions, OutboxEntries entries, Signal relaySignal) {
        this.service = service;
        this.clock = clock;
        this.transactions = transactions;
        this.entries = entries;
        this.relaySignal = relaySignal;
    }

    /**
     * Tells an event to everyone who subscribes to it, once the current transaction commits, and not if it does not. The event
     * that is being worked on, if one is, is named as its cause.
     *
     * @return the event's id
     * @throws IllegalStateException without a transaction
     * @throws IllegalArgumentException if the event is too large to be sent: events carry ids and facts
     */
    public UUID append(PipelineEvent event) {
        Optional<Causation> cause = Causation.current();
        var envelope = EventEnvelope.of(event, service, clock.instant(), cause.map(Causation::event), Traces.current());
        var consumers = Subscription.to(event.type()).stream().map(Subscription::consumer).toList();
        var payload = EventCodec.write(envelope, event);
        if (payload.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a %s of %d bytes is too large to be sent".formatted(envelope.name(), payload.length));
        }
        entries.insert(envelope, payload, consumers);
        transactions.afterCommit(relaySignal::raise);
        return envelope.id();
    }
}
