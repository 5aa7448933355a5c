package io.upmpublisher.messaging;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.deadletter.DeadLetters;
import io.upmpublisher.messaging.effect.EffectLedger;
import io.upmpublisher.messaging.inbox.EnvelopeConsumer;
import io.upmpublisher.messaging.inbox.EventConsumer;
import io.upmpublisher.messaging.inbox.InboxWorkers;
import io.upmpublisher.messaging.inbox.RetryPolicy;
import io.upmpublisher.messaging.outbox.Outbox;
import io.upmpublisher.messaging.outbox.Relay;
import io.upmpublisher.messaging.topology.Broker;
import io.upmpublisher.messaging.topology.ConfirmedPublisher;

/** All of messaging in one process: what a service tells, what it is told, and the loops that see to it. */
public final class Messaging {

    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(2);

    private final Broker broker;
    private final Settings settings;
    private final MessagingMeters meters;
    private final Tables tables;
    private final Outbox outbox;
    private final DeadLetters deadLetters;
    private final EffectLedger effectLedger;
    private final Signal relaySignal = new Signal();
    private final ConfirmedPublisher publisher;
    private final List<ConsumerChain> chains = new ArrayList<>();
    private final List<Purge> purges = new ArrayList<>();
    private final List<Loop> loops = new ArrayList<>();

    public Messaging(Service service, Transactions transactions, Broker broker, Settings settings) {
        this.broker = broker;
        this.settings = settings;
        this.meters = new MessagingMeters(service.registry(), service.clock());
        this.tables = Tables.through(transactions);
        this.outbox = new Outbox(service.name(), service.clock(), transactions, tables.outbox(), relaySignal);
        this.deadLetters = new DeadLetters(service.clock(), outbox);
        this.effectLedger = new EffectLedger(transactions, tables.effects(), meters);
        this.publisher = new ConfirmedPublisher(broker);
    }

    public Outbox outbox() {
        return outbox;
    }

    public EffectLedger effectLedger() {
        return effectLedger;
    }

    public Tables tables() {
        return tables;
    }

    /**
     * Starts the relay, and a consumer for each subscription. The tables must be there.
     *
     * @param consumers of all subscriptions; what nobody works on is recorded and waits for a build that does
     */
    public void start(Collection<Subscription> subscriptions, Collection<EventConsumer<?>> consumers) {
        start(subscriptions, new Listeners(consumers, List.of()), List.of());
    }

    /**
     * @param limits of the service's own tables, beside those of this library
     */
    public void start(Collection<Subscription> subscriptions, Listeners listeners, Collection<StoreLimit> limits) {
        var relay = new Relay(tables.transactions(), tables.outbox(), publisher, settings.relay(), meters);
        var housekeeping = new Housekeeping(tables, subscriptions, limits, settings.finishEvery());
        purges.addAll(housekeeping.purges());
        loops.add(new Loop("outbox-relay", relaySignal, relay::relayDue));
        loops.add(new Loop("outbox-receipts", new Signal(), housekeeping::finishReceipted));
        loops.add(new Loop("store-limits", new Signal(), housekeeping::purge));
        for (var subscription : subscriptions) {
            var chain = ConsumerChain.of(subscription, listeners, this, broker);
            chains.add(chain);
            loops.addAll(chain.loops());
        }
        loops.forEach(Loop::start);
    }

    /** Lets work under way end; what does not end in time is done again by whoever claims it next. */
    public void stop() {
        var end = System.nanoTime() + DRAIN.toNanos();
        chains.forEach(chain -> chain.workers().beginDrain());
        chains.forEach(chain -> chain.workers().drain(Duration.ofNanos(end - System.nanoTime())));
        loops.forEach(Loop::beginStop);
        loops.reversed().forEach(loop -> loop.stop(STOP));
        broker.close();
    }

    List<ConsumerChain> chains() {
        return List.copyOf(chains);
    }

    Broker broker() {
        return broker;
    }

    MessagingMeters meters() {
        return meters;
    }

    List<Purge> purges() {
        return List.copyOf(purges);
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    Settings settings() {
        return settings;
    }

    /**
     * Whether every loop still runs. An error that even a loop cannot outlive, such as a lack of memory, is one for a restart.
     */
    boolean isAlive() {
        return loops.stream().allMatch(Loop::isAlive);
    }

    /**
     * Whose messaging it is.
     *
     * @param registry that its meters are in
     */
    public record Service(String name, Clock clock, MeterRegistry registry) {
    }

    /**
     * @param ofEverything for subscriptions that they alone work on; the others work on what they name
     */
    public record Listeners(Collection<EventConsumer<?>> byType, Collection<EnvelopeConsumer> ofEverything) {
    }

    /**
     * @param finishEvery how often receipts are looked at
     * @param proveAliveEvery after how long without messages a consumer is replaced by another
     */
    public record Settings(InboxWorkers.Settings workers, RetryPolicy retries, Relay.Settings relay, Duration finishEvery,
            Duration proveAliveEvery) {
    }
}
