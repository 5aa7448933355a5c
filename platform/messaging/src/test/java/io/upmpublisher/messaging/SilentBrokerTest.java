package io.upmpublisher.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Subscription;

/** Connections whose heartbeats arrive and on which nothing else does. */
class SilentBrokerTest {

    @RegisterExtension
    final MessagingFixture messaging = new MessagingFixture();

    private final RecordingConsumer<AlarmRaised> consumer = RecordingConsumer.of(EventType.ALARM_RAISED);

    @Test
    void aConsumerThatHearsNothingIsRevivedThoughAnotherReplicaHearsAll() throws Exception {
        try (var proxy = SwallowingProxy.to(messaging.stage().broker().port())) {
            startBehind(proxy, List.of(Subscription.NOTIFIER));
            var other = messaging.start(Subscription.NOTIFIER, consumer);
            await().until(() -> messaging.channel().consumerCount(Subscription.NOTIFIER.queue()) == 2);
            var connections = proxy.connections();

            proxy.swallow();
            Samples.alarms(20).forEach(alarm -> messaging.deliver(Subscription.NOTIFIER, alarm));
            afterATimeOut().until(() -> proxy.connections() > connections);

            await().until(() -> consumer.events() == 20);
            messaging.stop(other);
            messaging.deliver(Subscription.NOTIFIER, Samples.alarm("after"));
            await().until(() -> consumer.events() == 21);
            assertThat(consumer.repetitions()).isZero();
        }
    }

    @Test
    void whatIsNotConfirmedIsSentOnAnotherConnection() throws Exception {
        try (var proxy = SwallowingProxy.to(messaging.stage().broker().port())) {
            var service = startBehind(proxy, List.of());
            var before = messaging.append(service, Samples.alarm("before"));
            await().until(() -> messaging.outboxState(before).orElseThrow().equals("sent"));

            proxy.swallow();
            var after = messaging.append(service, Samples.alarm("after"));

            afterATimeOut().until(() -> messaging.outboxState(after).orElseThrow().equals("sent"));
        }
    }

    private Messaging startBehind(SwallowingProxy proxy, List<Subscription> subscriptions) {
        return messaging.start(messaging.transactions(), messaging.stage().brokerAt(proxy.port()), MessagingFixture.HASTY,
                subscriptions, consumer);
    }

    /** The client waits ten seconds for an answer. */
    private static ConditionFactory afterATimeOut() {
        return await().atMost(Duration.ofSeconds(40));
    }
}
