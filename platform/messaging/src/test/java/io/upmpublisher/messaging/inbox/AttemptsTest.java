package io.upmpublisher.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.Messaging;
import io.upmpublisher.messaging.MessagingFixture;
import io.upmpublisher.messaging.RecordingConsumer;
import io.upmpublisher.messaging.Samples;
import io.upmpublisher.messaging.Signal;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.inbox.InboxEntries.ClaimedEntry;

class AttemptsTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    @RegisterExtension
    final MessagingFixture messaging = new MessagingFixture();

    @Test
    void triesAgainAndGivesUpAfterTheLastAttempt() {
        var consumer = consumer(received -> {
            throw new RetryLater("REGISTRY_AWAY", "the registry is away");
        });

        var event = deliver();

        awaitState(event, "dead");
        assertThat(consumer.callsFor(event)).isEqualTo(3);
        assertThat(codeOf(event)).contains("REGISTRY_AWAY");
        await().until(() -> messaging.ready(Subscription.DEAD_LETTERS) == 1);
    }

    @Test
    void waitsAsLongAsTheOtherSideAskedEvenWhileLeasesAreExtended() {
        var calls = new ConcurrentLinkedQueue<Instant>();
        consumer(received -> {
            calls.add(Instant.now());
            if (calls.size() == 1) {
                throw new RetryLater("RATE_LIMITED", "too many requests", Optional.of(Duration.ofMillis(1_500)), null);
            }
        });

        awaitState(deliver(), "done");

        assertThat(Duration.between(calls.poll(), calls.poll())).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(3_500));
    }

    @Test
    void aLeaseThatIsExtendedTooLateDoesNotMoveTheNextAttempt() {
        var claim = claimed().claim();
        messaging.transactions().runInNew(() -> entries().postpone(claim, Duration.ofHours(1), "RATE_LIMITED", "later"));

        assertThat(messaging.transactions().<Boolean> inNew(() -> entries().extend(claim, LEASE))).isFalse();

        assertThat(messaging.count("inbox_entry", "due_at > clock_timestamp() + interval '59 minutes'")).isEqualTo(1);
    }

    @Test
    void waitsForAPersonWithoutUsingUpAttempts() {
        var consumer = RecordingConsumer.<AlarmRaised> of(EventType.ALARM_RAISED, received -> {
            throw RetryLater.paused("CREDENTIAL_REFUSED", "the token is to be renewed", Duration.ofMillis(50));
        });
        messaging.start(Subscription.NOTIFIER, consumer);

        var event = deliver();

        await().until(() -> consumer.callsFor(event) > 4);
        assertThat(messaging.inboxState("notifier", event)).contains("open");
    }

    @Test
    void givesUpAtOnceWhatCannotSucceed() {
        var consumer = consumer(received -> {
            throw new GiveUp("MANIFEST_UNREADABLE", "it is not JSON");
        });

        var event = deliver();

        awaitState(event, "dead");
        assertThat(consumer.callsFor(event)).isEqualTo(1);
        assertThat(codeOf(event)).contains("MANIFEST_UNREADABLE");
    }

    @Test
    void triesAgainAfterAnErrorThatNobodyForesaw() {
        var failed = new CountDownLatch(1);
        var consumer = consumer(received -> {
            if (failed.getCount() > 0) {
                failed.countDown();
                throw new IllegalStateException("a bug");
            }
        });

        var event = deliver();

        awaitState(event, "done");
        assertThat(consumer.callsFor(event)).isEqualTo(2);
    }

    @Test
    void aWorkerThatDiesOfAnErrorGivesItsPlaceBackAndIsGivenUpInTheEnd() {
        var settings = new Messaging.Settings(
                new InboxWorkers.Settings(1, Duration.ofMillis(300), Duration.ofSeconds(1)), MessagingFixture.HASTY.retries(),
                MessagingFixture.HASTY.relay(), Duration.ofMillis(100), Duration.ofSeconds(1));
        var poison = Samples.alarm("poison");
        var consumer = RecordingConsumer.<AlarmRaised> of(EventType.ALARM_RAISED, received -> {
            if (received.event().equals(poison)) {
                throw new StackOverflowError();
            }
        });
        messaging.start(settings, List.of(Subscription.NOTIFIER), consumer);

        var event = messaging.deliver(Subscription.NOTIFIER, poison).event();
        var neighbour = deliver();

        awaitState(neighbour, "done");
        awaitState(event, "dead");
        assertThat(consumer.callsFor(event)).isEqualTo(3);
        assertThat(codeOf(event)).contains("ATTEMPTS_EXHAUSTED");
    }

    @Test
    void letsTheConsumerTellOfAnEndThatItDidNotDecideOn() {
        var told = new ConcurrentLinkedQueue<String>();
        messaging.start(Subscription.NOTIFIER, new Ending((event, cause) -> told.add(cause)));

        awaitState(deliver(), "dead");

        assertThat(told).containsExactly("REGISTRY_AWAY: the registry is away");
    }

    @Test
    void givesUpEvenWhereTheConsumerCannotTellOfIt() {
        messaging.start(Subscription.NOTIFIER, new Ending((event, cause) -> {
            throw new IllegalStateException("a bug");
        }));

        awaitState(deliver(), "dead");

        await().until(() -> messaging.ready(Subscription.DEAD_LETTERS) == 1);
    }

    @Test
    void anInterruptedWorkersEntryComesDueAgainWhenItsLeaseEnds() {
        var first = new AtomicReference<Thread>();
        var consumer = consumer(received -> {
            if (first.compareAndSet(null, Thread.currentThread())) {
                Thread.currentThread().interrupt();
                new CountDownLatch(1).await();
            }
        });

        var event = deliver();

        awaitState(event, "done");
        assertThat(consumer.callsFor(event)).isEqualTo(2);
        assertThat(messaging.count("inbox_entry", "last_attempt_at - first_attempt_at >= interval '2 seconds'")).isEqualTo(1);
    }

    @Test
    void neverClaimsMoreThanItHasWorkersFor() {
        var letters = Samples.alarms(50).stream().map(alarm -> Samples.Letter.of(alarm).bytes()).toList();
        inbox().record(letters);

        for (var left = 50; left > 0; left--) {
            assertThat(messaging.transactions().inNew(
                    () -> entries().claimDue("notifier", WorkedOn.types(Set.of(EventType.ALARM_RAISED)), 1, LEASE, LEASE)))
                    .hasSize(1);
        }
    }

    @Test
    void aClaimThatWasTakenOverRecordsNothing() {
        var first = claimed();
        messaging.update("update inbox_entry set due_at = clock_timestamp()");
        var second = claim();
        var received = received(first);

        assertThatThrownBy(() -> received.record(this::leaveATrace)).isInstanceOf(LostClaim.class);
        assertThatThrownBy(() -> received.finish(this::leaveATrace)).isInstanceOf(LostClaim.class);
        assertThat(messaging.count("effect", "true")).isZero();

        received(second).finish(this::leaveATrace);
        assertThat(messaging.count("effect", "true")).isEqualTo(1);
    }

    @Test
    void workThatOutlastsItsLeaseKeepsItsEntry() {
        var release = new CountDownLatch(1);
        var consumer = consumer(received -> release.await());
        messaging.start(Subscription.NOTIFIER, consumer);

        var event = deliver();

        // Twice the lease, with another replica looking for due entries.
        await().until(() -> messaging.count("inbox_entry",
                "first_attempt_at < clock_timestamp() - interval '4 seconds'") == 1);
        release.countDown();
        awaitState(event, "done");
        assertThat(consumer.callsFor(event)).isEqualTo(1);
    }

    private RecordingConsumer<AlarmRaised> consumer(RecordingConsumer.Work<AlarmRaised> work) {
        var consumer = RecordingConsumer.of(EventType.ALARM_RAISED, work);
        messaging.start(Subscription.NOTIFIER, consumer);
        return consumer;
    }

    private UUID deliver() {
        return messaging.deliver(Subscription.NOTIFIER, Samples.alarm("something")).event();
    }

    private void awaitState(UUID event, String state) {
        // One of the tests lets a thread die.
        await().dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(messaging.inboxState("notifier", event)).contains(state));
    }

    private Optional<String> codeOf(UUID event) {
        return messaging.text("select code from inbox_entry where event_id = ?", event);
    }

    private InboxEntries entries() {
        return messaging.tables().inbox();
    }

    private ClaimedEntry claimed() {
        inbox().record(List.of(Samples.Letter.of(Samples.alarm("claimed")).bytes()));
        return claim();
    }

    private Inbox inbox() {
        return new Inbox("notifier", WorkedOn.types(Set.of(EventType.ALARM_RAISED)), messaging.tables(), null, new Signal());
    }

    private ClaimedEntry claim() {
        return messaging.transactions()
                .inNew(() -> entries().claimDue("notifier", WorkedOn.types(Set.of(EventType.ALARM_RAISED)), 1, LEASE, LEASE))
                .getFirst();
    }

    private Received<AlarmRaised> received(ClaimedEntry entry) {
        return new Received<>(Samples.alarm("claimed"), null, false, false,
                new Hold(entry.claim(), messaging.transactions(), entries()));
    }

    private void leaveATrace() {
        var transactions = messaging.transactions();
        Sql.update(transactions, "leave a trace",
                "insert into effect (effect_key, event_id, fence, held_until) values ('trace', gen_random_uuid(), 0, now())");
    }

    /** Never succeeds, and does something when it is given up. */
    private record Ending(BiConsumer<AlarmRaised, String> end) implements EventConsumer<AlarmRaised> {

        @Override
        public EventType consumes() {
            return EventType.ALARM_RAISED;
        }

        @Override
        public void on(Received<AlarmRaised> received) throws RetryLater {
            throw new RetryLater("REGISTRY_AWAY", "the registry is away");
        }

        @Override
        public void givenUp(AlarmRaised event, String code, String cause) {
            end.accept(event, code + ": " + cause);
        }
    }
}
