package io.upmpublisher.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.inbox.EnvelopeConsumer;
import io.upmpublisher.messaging.inbox.GiveUp;
import io.upmpublisher.messaging.inbox.ReceivedEnvelope;
import io.upmpublisher.messaging.inbox.RetryLater;

class MessagingMetersTest {

    @RegisterExtension
    final MessagingFixture messaging = new MessagingFixture();

    @Test
    void countsHowAttemptsEnd() {
        messaging.start(Subscription.NOTIFIER, RecordingConsumer.<AlarmRaised> of(EventType.ALARM_RAISED, received -> {
            switch (received.event().about()) {
                case "away" -> throw new RetryLater("WORLD_AWAY", "the world is away");
                case "early" -> throw RetryLater.waiting("NOT_YET", "its time has not come", Duration.ofHours(1));
                case "wrong" -> throw new GiveUp("WRONG", "it is wrong");
                default -> {
                }
            }
        }));

        List.of("fine", "away", "early", "wrong")
                .forEach(about -> messaging.deliver(Subscription.NOTIFIER, Samples.alarm(about)));

        await().untilAsserted(() -> {
            assertThat(attempts("done")).isEqualTo(1);
            assertThat(attempts("retried")).isEqualTo(2);
            assertThat(attempts("postponed")).isEqualTo(1);
            // Away for the third and last time, and wrong.
            assertThat(attempts("dead")).isEqualTo(2);
        });
        assertThat(messaging.registry().get("upm.work").tags("consumer", "notifier", "event", "alarm.raised").timer().count())
                .isEqualTo(6);
    }

    @Test
    void countsAClaimThatWasLostAsSuch() {
        messaging.start(Subscription.NOTIFIER, RecordingConsumer.<AlarmRaised> of(EventType.ALARM_RAISED,
                received -> messaging.update("update inbox_entry set fence = nextval('inbox_fence'), state = 'done'")));

        messaging.deliver(Subscription.NOTIFIER, Samples.alarm("taken over"));

        await().untilAsserted(() -> assertThat(attempts("lost-claim")).isEqualTo(1));
    }

    @Test
    void tellsHowOldEventsWereWhenTheirWorkWasDone() {
        messaging.start(Subscription.NOTIFIER, RecordingConsumer.of(EventType.ALARM_RAISED));

        messaging.deliver(Subscription.NOTIFIER, Samples.alarm("told in March"));

        await().until(() -> attempts("done") == 1);
        assertThat(messaging.registry().get("upm.stage").tags("consumer", "notifier", "event", "alarm.raised").timer()
                .max(TimeUnit.DAYS)).isGreaterThan(1);
    }

    @Test
    void tellsNewMessagesFromRepeatedAndUnreadableOnes() {
        messaging.start(Subscription.NOTIFIER, RecordingConsumer.of(EventType.ALARM_RAISED));
        assertThat(received("repeated")).isZero();

        var letter = messaging.deliver(Subscription.NOTIFIER, Samples.alarm("once"));
        messaging.deliver(Subscription.NOTIFIER, letter.bytes());
        messaging.deliver(Subscription.NOTIFIER, "no event".getBytes(StandardCharsets.UTF_8));

        await().untilAsserted(() -> {
            assertThat(received("new")).isEqualTo(1);
            assertThat(received("repeated")).isEqualTo(1);
            assertThat(received("unreadable")).isEqualTo(1);
        });
    }

    @Test
    void countsForEachConsumerWhatIsSentToItAgain() {
        var service = messaging.start(Subscription.NOTIFIER);

        messaging.append(service, Samples.alarm("the audit is away"));

        await().until(() -> resent("audit") == 1);
        assertThat(resent("notifier")).isZero();
    }

    @Test
    void countsConsumersThatBeginAnew() throws Exception {
        var service = messaging.start(Subscription.NOTIFIER);
        new MessagingMetrics(messaging.registry(), service);
        await().until(() -> sessions() == 1);

        messaging.channel().queueDelete(Subscription.NOTIFIER.queue());

        await().until(() -> sessions() == 2);
    }

    @Test
    void makesNoSeriesOfTypesThatNobodyKnows() {
        var service = messaging.idle();
        service.start(List.of(Subscription.AUDIT), new Messaging.Listeners(List.of(), List.of(new Everything())), List.of());
        messaging.stopAfterwards(service);

        messaging.deliver(Subscription.AUDIT, """
                {"specversion":"1.0","id":"%s","type":"io.upmpublisher.weather.changed.v7","source":"/sky",
                 "time":"2026-03-02T09:15:30Z","subject":"berlin","data":{}}
                """.formatted(UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));

        await().until(() -> messaging.registry().find("upm.attempts").counter() != null);
        assertThat(messaging.registry().get("upm.attempts").counter().getId().getTag("event")).isEqualTo("other");
    }

    private double attempts(String outcome) {
        return count("upm.attempts", "consumer", "notifier", "event", "alarm.raised", "outcome", outcome);
    }

    private double received(String kind) {
        return count("upm.inbox.received", "consumer", "notifier", "kind", kind);
    }

    private double resent(String consumer) {
        return count("upm.outbox.resent", "consumer", consumer);
    }

    private double sessions() {
        return messaging.registry().get("upm.queue.sessions").tag("queue", "upm.notifier").functionCounter().count();
    }

    private double count(String name, String... tags) {
        var counter = messaging.registry().find(name).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    private static final class Everything implements EnvelopeConsumer {

        @Override
        public Subscription subscription() {
            return Subscription.AUDIT;
        }

        @Override
        public void on(ReceivedEnvelope received) {
            // There is nothing to do.
        }
    }
}
