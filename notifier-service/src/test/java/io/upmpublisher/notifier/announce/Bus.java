package io.upmpublisher.notifier.announce;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.ConnectionFactory;

import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.NotificationCompleted;
import io.upmpublisher.events.PipelineEvent;
import io.upmpublisher.events.ReplayRequested;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.events.UnreadableEventException;
import io.upmpublisher.events.UserName;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/** The other services: tells events through the broker, and sees what the notifier told. */
@ApplicationScoped
class Bus {

    private final Transactions transactions;
    private final ConnectionFactory connections = new ConnectionFactory();

    Bus(Transactions transactions, @ConfigProperty(name = "upm.messaging.broker.host") String host,
            @ConfigProperty(name = "upm.messaging.broker.port") int port,
            @ConfigProperty(name = "upm.messaging.broker.user") String user,
            @ConfigProperty(name = "upm.messaging.broker.password") String password,
            @ConfigProperty(name = "upm.messaging.broker.virtual-host") String virtualHost) {
        this.transactions = transactions;
        connections.setHost(host);
        connections.setPort(port);
        connections.setUsername(user);
        connections.setPassword(password);
        connections.setVirtualHost(virtualHost);
    }

    EventEnvelope tell(PipelineEvent event) throws Exception {
        return tell(event, 1);
    }

    /** Tells the very same event a number of times. */
    EventEnvelope tell(PipelineEvent event, int times) throws Exception {
        var envelope = EventEnvelope.of(event, "test", Instant.now(), Optional.empty(), Optional.empty());
        var bytes = EventCodec.write(envelope, event);
        try (var connection = connections.newConnection(); var channel = connection.createChannel()) {
            channel.confirmSelect();
            for (var i = 0; i < times; i++) {
                channel.basicPublish(Subscription.EXCHANGE, event.type().eventName(), new BasicProperties(), bytes);
            }
            channel.waitForConfirmsOrDie(5_000);
        }
        return envelope;
    }

    /** Waits until the notifier needs no more work for an event. */
    void awaitFinished(EventEnvelope event, String state) {
        await().atMost(Duration.ofSeconds(20)).until(() -> stateOf(event).equals(Optional.of(state)));
    }

    Optional<String> stateOf(EventEnvelope event) {
        return transactions.inNew(() -> Sql.query(transactions, "look at the inbox", row -> row.getString("state"),
                "select state from inbox_entry where event_id = ?", event.id()).stream().findFirst());
    }

    /** Why the work on an event waits or was given up. */
    Optional<String> code(EventEnvelope event) {
        return transactions.inNew(() -> Sql.query(transactions, "look at the inbox",
                row -> Optional.ofNullable(row.getString("code")), "select code from inbox_entry where event_id = ?",
                event.id()))
                .stream().findFirst().flatMap(code -> code);
    }

    int attempts(EventEnvelope event) {
        return transactions.inNew(() -> Sql.query(transactions, "look at the inbox", row -> row.getInt("attempts"),
                "select attempts from inbox_entry where event_id = ?", event.id())).getFirst();
    }

    /** As an operator does with a dead letter. */
    void replay(EventEnvelope event) throws Exception {
        awaitFinished(
                tell(new ReplayRequested(UUID.randomUUID(), "notifier", event.id(), Optional.empty(), UserName.of("olaf"))),
                "done");
    }

    /** Events of one name that the notifier told, those of a run if one is given. */
    List<PipelineEvent> told(String name, Optional<RunId> run) {
        return transactions.inNew(() -> Sql.query(transactions, "look at the outbox", row -> row.getBytes("payload"),
                "select payload from outbox_entry where name = ? order by created_at", name)).stream().map(Bus::read)
                .filter(event -> run.isEmpty() || event.correlation().equals(run)).toList();
    }

    List<NotificationCompleted> completed(RunId run) {
        return told("notification.completed", Optional.of(run)).stream().map(NotificationCompleted.class::cast).toList();
    }

    private static PipelineEvent read(byte[] payload) {
        try {
            return EventCodec.readEvent(payload);
        } catch (UnreadableEventException e) {
            throw new AssertionError(e);
        }
    }
}
