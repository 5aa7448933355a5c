package io.upmpublisher.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.opentelemetry.api.trace.Span;
import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.Messaging;
import io.upmpublisher.messaging.MessagingFixture;
import io.upmpublisher.messaging.Samples;

class EnvelopeConsumerTest {

    @RegisterExtension
    final MessagingFixture messaging = new MessagingFixture();

    private final Everything everything = new Everything();

    @Test
    void takesInTypesThatNobodyKnows() {
        start();
        var known = messaging.deliver(Subscription.AUDIT, Samples.alarm("known"));
        var newer = UUID.fromString("0199a1b2-c3d5-7f60-9b7c-8d9e0f1a2b3c");
        messaging.deliver(Subscription.AUDIT, """
                {"specversion":"1.0","id":"%s","type":"io.upmpublisher.weather.changed.v7","source":"/sky",
                 "time":"2026-03-02T09:15:30Z","subject":"berlin","data":{"rain":1.50}}
                """.formatted(newer).getBytes(StandardCharsets.UTF_8));

        await().untilAsserted(() -> assertThat(everything.seen).containsKeys(known.event(), newer));
        await().untilAsserted(() -> assertThat(messaging.inboxState("audit", newer)).contains("done"));
        assertThat(everything.seen.get(known.event()).event()).contains(Samples.alarm("known"));
        assertThat(everything.seen.get(newer).event()).isEmpty();
        assertThat(everything.seen.get(newer).tree().at("/data/rain").asText()).isEqualTo("1.50");
    }

    @Test
    void doesNotWaitForWhatIsMissingInALane() {
        start();
        var late = messaging.deliver(Subscription.AUDIT, Samples.request("studio/core", 7));

        await().untilAsserted(() -> assertThat(messaging.inboxState("audit", late.event())).contains("done"));
        assertThat(messaging.count("inbox_lane", "consumer = 'audit'")).isZero();
    }

    @Test
    void goesOnWithTheTraceOfWhoToldTheEvent() {
        start();
        var alarm = Samples.alarm("traced");
        var envelope = EventEnvelope.of(alarm, "ingress", Instant.parse("2026-03-02T09:15:30Z"), Optional.empty(),
                Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        messaging.deliver(Subscription.AUDIT, EventCodec.write(envelope, alarm));

        await().untilAsserted(
                () -> assertThat(everything.traces).containsEntry(envelope.id(), "0af7651916cd43dd8448eb211c80319c"));
    }

    @Test
    void givesUpAsOtherConsumersDo() {
        everything.refuses = true;
        start();

        var refused = messaging.deliver(Subscription.AUDIT, Samples.alarm("refused"));

        await().untilAsserted(() -> assertThat(messaging.inboxState("audit", refused.event())).contains("dead"));
        assertThat(messaging.count("outbox_entry", "name = 'dead-letter.raised'")).isEqualTo(1);
    }

    private void start() {
        var service = messaging.idle();
        service.start(List.of(Subscription.AUDIT), new Messaging.Listeners(List.of(), List.of(everything)), List.of());
        messaging.stopAfterwards(service);
    }

    private static final class Everything implements EnvelopeConsumer {

        private final Map<UUID, ReceivedEnvelope> seen = new ConcurrentHashMap<>();
        private final Map<UUID, String> traces = new ConcurrentHashMap<>();
        private volatile boolean refuses;

        @Override
        public Subscription subscription() {
            return Subscription.AUDIT;
        }

        @Override
        public void on(ReceivedEnvelope received) throws GiveUp {
            if (refuses) {
                throw new GiveUp("REFUSED", "a test says so");
            }
            traces.put(received.envelope().id(), Span.current().getSpanContext().getTraceId());
            received.finish(() -> seen.put(received.envelope().id(), received));
        }
    }
}
