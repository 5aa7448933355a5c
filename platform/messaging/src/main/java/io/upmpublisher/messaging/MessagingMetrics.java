package io.upmpublisher.messaging;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.inbox.InboxEntries;
import io.upmpublisher.messaging.outbox.OutboxEntries;
import io.upmpublisher.messaging.topology.QueueConsumer;

/**
 * What waits, for how long, and what nobody can tell of, looked up every ten seconds, not at each scrape; and what was removed.
 * What happens is counted in {@link MessagingMeters}.
 */
class MessagingMetrics {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final MeterRegistry registry;
    private final Messaging messaging;
    private final AtomicReference<OutboxEntries.Backlog> outbox = new AtomicReference<>(new OutboxEntries.Backlog(0, 0, 0));
    private final Map<Subscription, InboxEntries.Backlog> inboxes = new ConcurrentHashMap<>();
    private volatile long unknownEffects;

    MessagingMetrics(MeterRegistry registry, Messaging messaging) {
        this.registry = registry;
        this.messaging = messaging;
        Gauge.builder("upm.outbox.pending", () -> outbox.get().pending())
                .description("Events that the broker does not have yet").register(registry);
        Gauge.builder("upm.outbox.unreceipted", () -> outbox.get().unreceipted())
                .description("Events that not every consumer has recorded yet").register(registry);
        Gauge.builder("upm.outbox.oldest.seconds", () -> outbox.get().oldestSeconds())
                .description("Age of the oldest event that is not finished").register(registry);
        Gauge.builder("upm.effects.unknown", () -> unknownEffects)
                .description("Effects of which nobody can tell whether they happened").register(registry);
        Gauge.builder("upm.broker.blocked", messaging.broker(), broker -> broker.blocked().isPresent() ? 1 : 0)
                .description("Whether the broker takes no messages for now").register(registry);
        messaging.chains().forEach(this::register);
        messaging.purges().forEach(purge -> FunctionCounter.builder("upm.store.removed", purge, Purge::removed)
                .tag("store", purge.store()).description("Rows that were removed because of their age").register(registry));
    }

    Duration sample() {
        var tables = messaging.tables();
        outbox.set(tables.transactions().inNew(tables.outbox()::backlog));
        unknownEffects = tables.transactions().inNew(tables.effects()::countUnknown);
        for (var subscription : inboxes.keySet()) {
            inboxes.put(subscription, tables.transactions().inNew(() -> tables.inbox().backlog(subscription.consumer())));
        }
        return EVERY;
    }

    private void register(ConsumerChain chain) {
        var subscription = chain.subscription();
        inboxes.put(subscription, new InboxEntries.Backlog(0, 0, 0));
        Gauge.builder("upm.inbox.open", () -> inboxes.get(subscription).open()).tag("consumer", subscription.consumer())
                .description("Recorded events whose work is not done").register(registry);
        Gauge.builder("upm.inbox.dead", () -> inboxes.get(subscription).dead()).tag("consumer", subscription.consumer())
                .description("Events that were given up").register(registry);
        Gauge.builder("upm.inbox.oldest.seconds", () -> inboxes.get(subscription).oldestSeconds())
                .tag("consumer", subscription.consumer()).description("Age of the oldest recorded event whose work is not done")
                .register(registry);
        Gauge.builder("upm.queue.consuming", chain.queue(), queue -> queue.isConsuming() ? 1 : 0)
                .tag("queue", chain.queue().queue())
                .description("Whether this process consumes from the queue").register(registry);
        FunctionCounter.builder("upm.queue.sessions", chain.queue(), QueueConsumer::sessionsBegun)
                .tag("queue", chain.queue().queue())
                .description("How often this process began to consume from the queue").register(registry);
    }
}
