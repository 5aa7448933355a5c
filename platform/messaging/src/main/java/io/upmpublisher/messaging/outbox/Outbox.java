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
     * that
     * is being worked on, if one is, is named as its cause.
     *
     * @return the event's id
     * @throws IllegalStateException without a transaction
     */
    public UUID append(PipelineEvent event) {
        Optional<Causation> cause = Causation.current();
        var envelope = EventEnvelope.of(event, service, clock.instant(), cause.map(Causation::event), Traces.current());
        var consumers = Subscription.to(event.type()).stream().map(Subscription::consumer).toList();
        entries.insert(envelope, EventCodec.write(envelope, event), consumers);
        transactions.afterCommit(relaySignal::raise);
        return envelope.id();
    }
}
