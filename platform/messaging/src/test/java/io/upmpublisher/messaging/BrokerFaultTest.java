package io.upmpublisher.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.testing.stack.TcpProxy;

class BrokerFaultTest {

    private static final List<Subscription> BOTH = List.of(Subscription.NOTIFIER, Subscription.AUDIT);

    @RegisterExtension
    final MessagingFixture messaging = new MessagingFixture();

    private final RecordingConsumer<AlarmRaised> consumer = RecordingConsumer.of(EventType.ALARM_RAISED);

    @Test
    void everythingIsWorkedOnceThoughTheBrokerIsKilledUnderLoad() throws Exception {
        var one = messaging.start(MessagingFixture.HASTY, BOTH, consumer);
        messaging.start(MessagingFixture.HASTY, BOTH, consumer);

        append(one, 1_000);
        await().until(() -> consumer.events() > 200);
        messaging.stage().infrastructure().broker("kill");
        append(one, 1_000);
        await().until(() -> messaging.count("outbox_entry", "state = 'pending'") >= 1_000);
        messaging.stage().infrastructure().broker("start");

        awaitAllWorkedOnce(2_000);
        messaging.connect();
    }

    @Test
    void everythingIsWorkedOnceThoughAQueueIsDeletedUnderLoad() throws Exception {
        var one = messaging.start(MessagingFixture.HASTY, BOTH, consumer);
        messaging.start(MessagingFixture.HASTY, BOTH, consumer);

        append(one, 1_000);
        await().until(() -> consumer.events() > 50);
        messaging.channel().queueDelete(Subscription.NOTIFIER.queue());

        awaitAllWorkedOnce(1_000);
    }

    @Test
    void aBacklogOfALongOutageDrains() throws Exception {
        try (var proxy = TcpProxy.to(messaging.stage().broker().port())) {
            proxy.cut();
            var service = messaging.start(messaging.transactions(), messaging.stage().brokerAt(proxy.port()),
                    MessagingFixture.HASTY, BOTH, consumer);
            append(service, 4_000);
            await().until(() -> messaging.count("outbox_entry", "state = 'pending'") == 4_000);

            proxy.restore();

            awaitAllWorkedOnce(4_000);
        }
    }

    @Test
    void aBrokerThatHangsCostsTimeOnly() throws Exception {
        try (var proxy = TcpProxy.to(messaging.stage().broker().port())) {
            var service = messaging.start(messaging.transactions(), messaging.stage().brokerAt(proxy.port()),
                    MessagingFixture.HASTY, BOTH, consumer);
            append(service, 300);
            await().until(() -> consumer.events() > 50);

            proxy.freeze();
            append(service, 300);
            proxy.cut();
            proxy.restore();

            awaitAllWorkedOnce(600);
        }
    }

    @Test
    void aConsumerThatTheBrokerCancelledIsRevived() throws Exception {
        messaging.start(Subscription.NOTIFIER, consumer);
        messaging.deliver(Subscription.NOTIFIER, Samples.alarm("before"));
        await().until(() -> consumer.events() == 1);

        messaging.channel().queueDelete(Subscription.NOTIFIER.queue());

        await().ignoreExceptions().until(() -> {
            try (var channel = messaging.channel().getConnection().createChannel()) {
                return channel.consumerCount(Subscription.NOTIFIER.queue()) == 1;
            }
        });
        messaging.deliver(Subscription.NOTIFIER, Samples.alarm("after"));
        await().until(() -> consumer.events() == 2);
    }

    private void append(Messaging service, int count) {
        for (var chunk : Collections.nCopies(count / 100, 100)) {
            messaging.transactions().runInNew(() -> Samples.alarms(chunk).forEach(service.outbox()::append));
        }
    }

    private void awaitAllWorkedOnce(int count) {
        await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            assertThat(messaging.count("inbox_entry", "state = 'done'")).isEqualTo(2L * count);
            assertThat(messaging.count("outbox_entry", "state <> 'finished'")).isZero();
        });
        assertThat(consumer.events()).isEqualTo(count);
        assertThat(consumer.repetitions()).isZero();
    }
}
