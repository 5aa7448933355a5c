package io.upmpublisher.messaging;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.deadletter.ReplayRequestedConsumer;
import io.upmpublisher.messaging.inbox.Consumers;
import io.upmpublisher.messaging.inbox.EntryWork;
import io.upmpublisher.messaging.inbox.EventConsumer;
import io.upmpublisher.messaging.inbox.Inbox;
import io.upmpublisher.messaging.inbox.InboxWorkers;
import io.upmpublisher.messaging.inbox.Recorded;
import io.upmpublisher.messaging.inbox.Reopening;
import io.upmpublisher.messaging.topology.Broker;
import io.upmpublisher.messaging.topology.QueueConsumer;

/** What belongs to one subscription: from its queue into the inbox, and from the inbox to the consumers. */
record ConsumerChain(Subscription subscription, QueueConsumer queue, InboxWorkers workers, List<Loop> loops) {

    static ConsumerChain of(Subscription subscription, Messaging.Listeners listeners, Messaging messaging, Broker broker) {
        var name = subscription.consumer();
        var tables = messaging.tables();
        var signal = new Signal();
        var reopening = new Reopening(name, tables.transactions(), tables.inbox(), signal);
        var consumers = consumers(subscription, listeners, new ReplayRequestedConsumer(reopening, messaging.outbox()));
        var inbox = new Inbox(name, consumers.workedOn(), tables, messaging.deadLetters(), signal);
        var work = new EntryWork(tables, messaging.deadLetters(), messaging.settings().retries(), consumers,
                messaging.meters());
        var workers = new InboxWorkers(name, messaging.settings().workers(), tables.transactions(), tables.inbox(), work,
                signal);
        messaging.meters().received(name, Recorded.NOTHING);
        var queue = new QueueConsumer(broker, subscription.queue(), messaging.settings().proveAliveEvery(),
                messages -> messaging.meters().received(name, inbox.record(messages)));
        return new ConsumerChain(subscription, queue, workers, List.of(
                new Loop(subscription.queue(), new Signal(), queue::takeBatch),
                new Loop(name + "-inbox", signal, workers::workDue),
                new Loop(name + "-leases", new Signal(), workers::extendLeases)));
    }

    private static Consumers consumers(Subscription subscription, Messaging.Listeners listeners,
            ReplayRequestedConsumer replays) {
        var ofEverything = listeners.ofEverything().stream().filter(consumer -> consumer.subscription() == subscription)
                .toList();
        if (ofEverything.size() > 1) {
            throw new IllegalStateException("two consumers of " + subscription.consumer() + " work on everything");
        }
        return ofEverything.isEmpty() ? new Consumers.ByType(byType(subscription, listeners.byType(), replays))
                : new Consumers.OfEverything(ofEverything.getFirst());
    }

    private static Map<EventType, EventConsumer<?>> byType(Subscription subscription, Collection<EventConsumer<?>> consumers,
            ReplayRequestedConsumer replays) {
        var byType = new HashMap<EventType, EventConsumer<?>>();
        if (subscription.isReplayable()) {
            byType.put(EventType.REPLAY_REQUESTED, replays);
        }
        for (var consumer : consumers) {
            if (subscription.types().contains(consumer.consumes()) && byType.put(consumer.consumes(), consumer) != null) {
                throw new IllegalStateException("two consumers of " + subscription.consumer() + " work on "
                        + consumer.consumes().eventName());
            }
        }
        return byType;
    }
}
