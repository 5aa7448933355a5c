package io.upmpublisher.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.testing.stack.TcpProxy;

class DatabaseFaultTest {

    @RegisterExtension
    final MessagingFixture messaging = new MessagingFixture();

    private final RecordingConsumer<AlarmRaised> consumer = RecordingConsumer.of(EventType.ALARM_RAISED);

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void acknowledgesNothingThatItCannotRecordAndGoesOnWhenItCan(boolean hangs) throws Exception {
        try (var proxy = TcpProxy.to(messaging.stage().databasePort());
                var dataSource = messaging.stage().dataSourceAt(proxy.port())) {
            var service = messaging.start(new JdbcTransactions(dataSource), messaging.stage().broker(), MessagingFixture.HASTY,
                    List.of(Subscription.NOTIFIER), consumer);
            messaging.deliver(Subscription.NOTIFIER, Samples.alarm("before"));
            await().until(() -> consumer.events() == 1);

            if (hangs) {
                proxy.freeze();
            } else {
                proxy.cut();
            }
            Samples.alarms(200).forEach(alarm -> messaging.deliver(Subscription.NOTIFIER, alarm));
            // It holds what it may hold at once, and does not let go of it.
            await().until(() -> messaging.ready(Subscription.NOTIFIER) == 200 - 64);
            assertThat(messaging.count("inbox_entry", "true")).isEqualTo(1);

            // Frozen bytes belong to transactions that the service has given up; they may not arrive.
            proxy.cut();
            proxy.restore();

            await().atMost(Duration.ofSeconds(20)).until(() -> messaging.count("inbox_entry", "state = 'done'") == 201);
            assertThat(consumer.events()).isEqualTo(201);
            await().until(() -> messaging.ready(Subscription.NOTIFIER) == 0);
            messaging.stop(service);
            assertThat(messaging.ready(Subscription.NOTIFIER)).isZero();
        }
    }
}
