package io.upmpublisher.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.Messaging;
import io.upmpublisher.messaging.MessagingFixture;
import io.upmpublisher.messaging.RecordingConsumer;
import io.upmpublisher.messaging.Samples;
import io.upmpublisher.messaging.outbox.OutboxEntries.ClaimedEntry;

class RelayTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Messaging.Settings PATIENT = new Messaging.Settings(MessagingFixture.HASTY.workers(),
            MessagingFixture.HASTY.retries(), new Relay.Settings(LEASE, Duration.ofMinutes(1)), Duration.ofMillis(100),
            Duration.ofSeconds(1));

    @RegisterExtension
    final MessagingFixture messaging = new MessagingFixture();

    @Test
    void tellsNothingOfATransactionThatIsRolledBack() {
        var consumer = RecordingConsumer.<AlarmRaised> of(EventType.ALARM_RAISED);
        var service = messaging.start(Subscription.NOTIFIER, consumer);

        assertThatThrownBy(() -> messaging.transactions().runInNew(() -> {
            service.outbox().append(Samples.alarm("rolled back"));
            throw new IllegalStateException("something else failed");
        })).hasMessage("something else failed");
        messaging.append(service, Samples.alarm("committed"));

        await().until(() -> !consumer.begun().isEmpty());
        assertThat(consumer.begun()).containsExactly(Samples.alarm("committed"));
        assertThat(messaging.count("outbox_entry", "true")).isEqualTo(1);
    }

    @Test
    void refusesToAppendWithoutATransaction() {
        var service = messaging.idle();

        assertThatThrownBy(() -> service.outbox().append(Samples.alarm("alone"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAnEventThatIsTooLargeForTheBroker() {
        var service = messaging.idle();

        assertThatThrownBy(() -> messaging.append(service, Samples.alarm("x".repeat(Outbox.MAX_BYTES))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("too large");
    }

    @Test
    void finishesWhatEveryConsumerHasReceipted() {
        var service = messaging.start(MessagingFixture.HASTY, List.of(Subscription.NOTIFIER, Subscription.AUDIT));

        var event = messaging.append(service, Samples.alarm("receipted"));

        await().untilAsserted(() -> assertThat(messaging.outboxState(event)).contains("finished"));
        assertThat(messaging.count("messaging.receipt", "event_id = ?", event)).isEqualTo(2);
    }

    @Test
    void sendsAgainOnlyToWhoDidNotReceiptAndLessAndLessOften() {
        var service = messaging.start(Subscription.NOTIFIER);

        var event = messaging.append(service, Samples.alarm("half receipted"));

        // First through the exchange, then twice to the audit's queue alone; the pause has grown to four seconds by then.
        await().until(() -> messaging.ready(Subscription.AUDIT) == 3);
        assertThat(messaging.outboxState(event)).contains("sent");
        assertThat(messaging.count("outbox_entry", "due_at > clock_timestamp() + interval '3 seconds'")).isEqualTo(1);
        assertThat(messaging.ready(Subscription.NOTIFIER)).isZero();
        assertThat(messaging.ready(Subscription.DEAD_LETTERS)).isZero();
    }

    @Test
    void putsTheTopologyBackAndSendsWhatFoundNoQueue() throws Exception {
        var service = messaging.start(PATIENT, List.of());
        awaitSent(messaging.append(service, Samples.alarm("first")));
        for (var subscription : List.of(Subscription.AUDIT, Subscription.NOTIFIER)) {
            messaging.channel().queueDelete(subscription.queue());
        }

        var event = messaging.append(service, Samples.alarm("unroutable"));

        awaitSent(event);
        assertThat(messaging.count("outbox_entry", "event_id = ? and attempts > 1 and times_sent = 1", event)).isEqualTo(1);
        assertThat(messaging.ready(Subscription.AUDIT)).isEqualTo(1);
        assertThat(messaging.ready(Subscription.NOTIFIER)).isEqualTo(1);
    }

    @Test
    void putsADeletedExchangeBack() throws Exception {
        var service = messaging.start(PATIENT, List.of());
        awaitSent(messaging.append(service, Samples.alarm("before")));
        messaging.channel().exchangeDelete(Subscription.EXCHANGE);

        var after = messaging.append(service, Samples.alarm("after"));

        awaitSent(after);
        assertThat(messaging.ready(Subscription.AUDIT)).isEqualTo(2);
    }

    @Test
    void twoRelaysNeverClaimTheSameEntry() throws Exception {
        var service = messaging.idle();
        messaging.transactions().runInNew(() -> Samples.alarms(200).forEach(service.outbox()::append));

        var claims = Stream.generate(() -> (Callable<List<ClaimedEntry>>) () -> claim(UUID.randomUUID(), LEASE)).limit(20)
                .toList();
        var claimed = new ArrayList<UUID>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : threads.invokeAll(claims)) {
                result.get().forEach(entry -> claimed.add(entry.event()));
            }
        }

        assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void aRelayThatLostItsLeaseMarksNothing() {
        var event = messaging.append(messaging.idle(), Samples.alarm("slow"));
        var slow = UUID.randomUUID();
        claim(slow, Duration.ZERO);
        var next = UUID.randomUUID();
        assertThat(claim(next, LEASE)).extracting(ClaimedEntry::event).containsExactly(event);

        markSent(slow, event);
        assertThat(messaging.outboxState(event)).contains("pending");

        markSent(next, event);
        assertThat(messaging.outboxState(event)).contains("sent");
    }

    private void awaitSent(UUID event) {
        await().untilAsserted(() -> assertThat(messaging.outboxState(event)).contains("sent"));
    }

    private List<ClaimedEntry> claim(UUID claim, Duration lease) {
        return messaging.transactions().inNew(() -> messaging.tables().outbox().claimDue(claim, 20, lease));
    }

    private void markSent(UUID claim, UUID event) {
        messaging.transactions().runInNew(() -> messaging.tables().outbox().markSent(claim, List.of(event), LEASE));
    }
}
