package io.upmpublisher.changelog.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.ConnectionFactory;

import io.upmpublisher.events.ChangelogCompleted;
import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.PipelineEvent;
import io.upmpublisher.events.ReplayRequested;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.events.UnreadableEventException;
import io.upmpublisher.events.UserName;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/** The other services: tells events through the broker, and sees what this one told. */
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

    EventEnvelope tellAndAwait(PipelineEvent event, String state) throws Exception {
        var envelope = tell(event, 1);
        await(envelope, state);
        return envelope;
    }

    void await(EventEnvelope event, String state) {
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> stateOf(event).equals(Optional.of(state)));
    }

    /** As an operator does with a dead letter. */
    void replay(EventEnvelope event) throws Exception {
        tellAndAwait(new ReplayRequested(UUID.randomUUID(), "changelog", event.id(), Optional.empty(), UserName.of("olaf")),
                "done");
    }

    List<ChangelogCompleted> completed(RunId run) {
        return transactions.inNew(() -> Sql.query(transactions, "look at the outbox", row -> row.getBytes("payload"),
                "select payload from outbox_entry where name = 'changelog.completed' order by created_at")).stream()
                .map(Bus::read)
                .map(ChangelogCompleted.class::cast).filter(event -> event.run().equals(run)).toList();
    }

    private Optional<String> stateOf(EventEnvelope event) {
        return transactions.inNew(() -> Sql.query(transactions, "look at the inbox", row -> row.getString("state"),
                "select state from inbox_entry where event_id = ?", event.id()).stream().findFirst());
    }

    private static PipelineEvent read(byte[] payload) {
        try {
            return EventCodec.readEvent(payload);
        } catch (UnreadableEventException e) {
            throw new AssertionError(e);
        }
    }
}
