package io.upmpublisher.messaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upmpublisher.events.PipelineEvent;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.Samples.Letter;
import io.upmpublisher.messaging.inbox.EventConsumer;
import io.upmpublisher.messaging.inbox.InboxWorkers;
import io.upmpublisher.messaging.inbox.RetryPolicy;
import io.upmpublisher.messaging.outbox.Relay;
import io.upmpublisher.messaging.topology.Broker;
import io.upmpublisher.messaging.topology.BrokerSettings;
import io.upmpublisher.messaging.topology.Topology;

/** The real library on real infrastructure, with empty tables and queues for each test, and in a hurry. */
public final class MessagingFixture implements BeforeEachCallback, AfterEachCallback {

    public static final Messaging.Settings HASTY = new Messaging.Settings(
            new InboxWorkers.Settings(16, Duration.ofSeconds(2), Duration.ofSeconds(1)),
            new RetryPolicy(3, Duration.ofMillis(50), Duration.ofMillis(200)),
            new Relay.Settings(Duration.ofSeconds(2), Duration.ofSeconds(1)), Duration.ofMillis(100), Duration.ofSeconds(1));

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private Stage stage;
    private JdbcTransactions transactions;
    private final List<Messaging> started = new ArrayList<>();
    private Connection connection;
    private Channel channel;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException, TimeoutException {
        stage = Stage.of(context);
        transactions = new JdbcTransactions(stage.dataSource());
        update("truncate outbox_entry, inbox_entry, inbox_key, inbox_lane, effect");
        update("delete from messaging.receipt");
        connect();
        new Topology(true).declare(connection);
        for (var subscription : Subscription.values()) {
            channel.queuePurge(subscription.queue());
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        started.reversed().forEach(Messaging::stop);
        started.clear();
        connection.abort(1_000);
    }

    public Stage stage() {
        return stage;
    }

    public Transactions transactions() {
        return transactions;
    }

    public Tables tables() {
        return Tables.through(transactions);
    }

    /** A replica of a service with one subscription. */
    public Messaging start(Subscription subscription, EventConsumer<?>... consumers) {
        return start(HASTY, List.of(subscription), consumers);
    }

    public Messaging start(Messaging.Settings settings, List<Subscription> subscriptions, EventConsumer<?>... consumers) {
        return start(transactions, stage.broker(), settings, subscriptions, consumers);
    }

    public Messaging start(Transactions through, BrokerSettings broker, Messaging.Settings settings,
            List<Subscription> subscriptions, EventConsumer<?>... consumers) {
        var messaging = new Messaging(service(), through, broker(broker), settings);
        messaging.start(subscriptions, List.of(consumers));
        started.add(messaging);
        return messaging;
    }

    /** What all messaging of the test counts and times. */
    public MeterRegistry registry() {
        return registry;
    }

    private Messaging.Service service() {
        return new Messaging.Service("test", Clock.systemUTC(), registry);
    }

    /** Messaging that only writes to its outbox, and relays nothing. */
    public Messaging idle() {
        return new Messaging(service(), transactions, broker(stage.broker()), HASTY);
    }

    public void stopAfterwards(Messaging messaging) {
        started.add(messaging);
    }

    public void stop(Messaging messaging) {
        messaging.stop();
        started.remove(messaging);
    }

    public static Broker broker(BrokerSettings settings) {
        return new Broker(settings, new Topology(true), "test");
    }

    public UUID append(Messaging messaging, PipelineEvent event) {
        return transactions.inNew(() -> messaging.outbox().append(event));
    }

    /** Puts a message into a consumer's queue, as the broker would. */
    public void deliver(Subscription subscription, byte[] bytes) {
        try {
            channel.basicPublish("", subscription.queue(), null, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Letter deliver(Subscription subscription, PipelineEvent event) {
        var letter = Letter.of(event);
        deliver(subscription, letter.bytes());
        return letter;
    }

    /** How many messages a queue has ready. */
    public long ready(Subscription subscription) {
        try {
            return channel.messageCount(subscription.queue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Channel channel() {
        return channel;
    }

    /** Connects anew, as after the broker was killed. */
    public void connect() throws IOException, TimeoutException {
        var settings = stage.broker();
        var factory = new ConnectionFactory();
        factory.setHost(settings.host());
        factory.setPort(settings.port());
        factory.setUsername(settings.user());
        factory.setPassword(settings.password());
        factory.setVirtualHost(settings.virtualHost());
        factory.setAutomaticRecoveryEnabled(false);
        connection = factory.newConnection("test");
        channel = connection.createChannel();
    }

    public void update(String sql, Object... parameters) {
        transactions.runInNew(() -> Sql.update(transactions, "prepare a test", sql, parameters));
    }

    public long count(String table, String where, Object... parameters) {
        return transactions.inNew(() -> Sql.query(transactions, "count rows", row -> row.getLong(1),
                "select count(*) from " + table + " where " + where, parameters).getFirst());
    }

    public Optional<String> inboxState(String consumer, UUID event) {
        return text("select state from inbox_entry where consumer = ? and event_id = ?", consumer, event);
    }

    public Optional<String> outboxState(UUID event) {
        return text("select state from outbox_entry where event_id = ?", event);
    }

    public Optional<String> text(String sql, Object... parameters) {
        return transactions.inNew(() -> Sql.query(transactions, "read a text", row -> row.getString(1), sql, parameters))
                .stream()
                .findFirst();
    }
}
