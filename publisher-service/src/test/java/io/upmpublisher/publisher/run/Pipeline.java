package io.upmpublisher.publisher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.DeadLetterRaised;
import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PipelineEvent;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.events.ReplayRequested;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.events.UnreadableEventException;
import io.upmpublisher.events.UserName;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.messaging.topology.Broker;
import io.upmpublisher.messaging.topology.ConfirmedPublisher;
import io.upmpublisher.messaging.topology.ConfirmedPublisher.Letter;

/** The other services, as the publisher meets them: sends events through the real broker, and reads what it tells. */
@ApplicationScoped
class Pipeline {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Transactions transactions;
    private final ConfirmedPublisher publisher;

    Pipeline(Transactions transactions, Broker broker) {
        this.transactions = transactions;
        this.publisher = new ConfirmedPublisher(broker);
    }

    /** A message as it can be sent again and again. */
    record Sent(UUID id, String name, byte[] payload) {
    }

    Sent send(PipelineEvent event) {
        var message = prepare(event);
        sendAgain(message);
        return message;
    }

    Sent prepare(PipelineEvent event) {
        var envelope = EventEnvelope.of(event, "ingress", Instant.now(), Optional.empty(), Optional.empty());
        return new Sent(envelope.id(), event.type().eventName(), EventCodec.write(envelope, event));
    }

    void sendAgain(Sent message) {
        try {
            assertThat(publisher.publish(
                    List.of(new Letter(message.id(), Subscription.EXCHANGE, message.name(), message.payload())))).isEmpty();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitDone(Sent message) {
        await().atMost(PATIENCE).until(() -> transactions.inNew(() -> Sql.query(transactions, "look for an event",
                row -> row.getString("state"), "select state from inbox_entry where event_id = ?", message.id()))
                .equals(List.of("done")));
    }

    PublishCompleted run(PublishRequested request) {
        send(request);
        return completed(request.run(), 1);
    }

    PublishCompleted completed(RunId run, int revision) {
        return await().atMost(PATIENCE).until(() -> completions(run).stream()
                .filter(event -> event.revision() == revision).findFirst(), Optional::isPresent).orElseThrow();
    }

    List<PublishCompleted> completions(RunId run) {
        return told(PublishCompleted.class, event -> event.run().equals(run));
    }

    DeadLetterRaised deadLetter(RunId run) {
        return await().atMost(PATIENCE).until(
                () -> told(DeadLetterRaised.class, event -> event.run().filter(run::equals).isPresent()),
                found -> !found.isEmpty()).getFirst();
    }

    void replay(DeadLetterRaised letter) {
        send(new ReplayRequested(letter.deadLetter(), letter.service(), letter.event(), letter.run(), UserName.of("olaf")));
    }

    <E extends PipelineEvent> List<E> told(Class<E> type, Predicate<E> wanted) {
        return transactions.inNew(() -> Sql.query(transactions, "read what was told", row -> row.getBytes("payload"),
                "select payload from outbox_entry order by created_at")).stream().map(Pipeline::read).filter(type::isInstance)
                .map(type::cast).filter(wanted).toList();
    }

    /** Of each package {@code path: outcome code}. */
    static List<String> outcomes(PublishCompleted completed) {
        return completed.packages().stream().map(Pipeline::outcome).toList();
    }

    static String outcome(PackageReport report) {
        return report.path() + ": " + report.outcome().name().toLowerCase(java.util.Locale.ROOT) + " " + report.code();
    }

    int update(String sql, Object... parameters) {
        return transactions.inNew(() -> Sql.update(transactions, "prepare a test", sql, parameters));
    }

    List<String> texts(String sql, Object... parameters) {
        return transactions.inNew(() -> Sql.query(transactions, "look at rows", row -> row.getString(1), sql, parameters));
    }

    private static PipelineEvent read(byte[] payload) {
        try {
            return EventCodec.readEvent(payload);
        } catch (UnreadableEventException e) {
            throw new IllegalStateException(e);
        }
    }
}
