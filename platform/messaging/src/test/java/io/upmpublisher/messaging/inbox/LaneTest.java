package io.upmpublisher.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.upmpublisher.events.EventType;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.MessagingFixture;
import io.upmpublisher.messaging.RecordingConsumer;
import io.upmpublisher.messaging.Samples;
import io.upmpublisher.messaging.Signal;
import io.upmpublisher.messaging.inbox.InboxEntries.ClaimedEntry;

class LaneTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    @RegisterExtension
    final MessagingFixture messaging = new MessagingFixture();

    @Test
    void worksEachLaneInOrderAndOneAtATimeWhateverTheOrderOfArrival() {
        var running = new ConcurrentHashMap<String, AtomicInteger>();
        var overlaps = new AtomicInteger();
        var order = new ConcurrentHashMap<String, ConcurrentLinkedQueue<Long>>();
        var consumer = RecordingConsumer.<PublishRequested> of(EventType.PUBLISH_REQUESTED, received -> {
            var lane = received.event().repository().toString();
            if (running.computeIfAbsent(lane, key -> new AtomicInteger()).incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            order.computeIfAbsent(lane, key -> new ConcurrentLinkedQueue<>()).add(received.event().sequence());
            received.record(() -> {
            });
            running.get(lane).decrementAndGet();
        });
        var requests = new ArrayList<PublishRequested>();
        for (var repository : List.of("acme/one", "acme/two", "acme/three", "acme/four", "acme/five")) {
            LongStream.rangeClosed(1, 30).forEach(sequence -> requests.add(Samples.request(repository, sequence)));
        }
        Collections.shuffle(requests, new Random(20260302));

        messaging.start(Subscription.PUBLISHER, consumer);
        messaging.start(Subscription.PUBLISHER, consumer);
        requests.forEach(request -> messaging.deliver(Subscription.PUBLISHER, request));

        await().atMost(20, TimeUnit.SECONDS).until(() -> messaging.count("inbox_entry", "state = 'done'") == 150);
        assertThat(overlaps).hasValue(0);
        assertThat(order).hasSize(5).allSatisfy((lane, sequences) -> assertThat(sequences)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 30).boxed().toList()));
    }

    @Test
    void waitsForAMissingEventThenPassesItAndStillWorksOnItWhenItComes() {
        var afterGap = new ConcurrentHashMap<Long, Boolean>();
        messaging.start(Subscription.PUBLISHER, RecordingConsumer.<PublishRequested> of(EventType.PUBLISH_REQUESTED,
                received -> afterGap.put(received.event().sequence(), received.isAfterGap())));
        deliver(1);
        await().until(() -> afterGap.size() == 1);

        deliver(3);

        await().until(() -> afterGap.size() == 2);
        assertThat(afterGap).containsExactlyInAnyOrderEntriesOf(Map.of(1L, false, 3L, true));
        assertThat(messaging.count("inbox_entry",
                "sequence = 3 and first_attempt_at - recorded_at >= interval '1 second'")).isEqualTo(1);

        deliver(2);
        await().until(() -> Boolean.FALSE.equals(afterGap.get(2L)));
    }

    @Test
    void aHeadThatIsTriedAgainHoldsItsOwnLaneOnly() {
        var passes = new AtomicBoolean();
        var consumer = RecordingConsumer.<PublishRequested> of(EventType.PUBLISH_REQUESTED, received -> {
            if (received.event().repository().toString().equals("acme/stuck") && !passes.get()) {
                throw RetryLater.paused("CREDENTIAL_REFUSED", "not yet", Duration.ofMillis(50));
            }
        });
        messaging.start(Subscription.PUBLISHER, consumer);

        var stuck = messaging.deliver(Subscription.PUBLISHER, Samples.request("acme/stuck", 1));
        var behind = messaging.deliver(Subscription.PUBLISHER, Samples.request("acme/stuck", 2));
        await().until(() -> consumer.callsFor(stuck.event()) > 2);
        var other = messaging.deliver(Subscription.PUBLISHER, Samples.request("acme/other", 1));

        await().untilAsserted(() -> assertThat(messaging.inboxState("publisher", other.event())).contains("done"));
        assertThat(consumer.callsFor(behind.event())).isZero();

        passes.set(true);
        await().untilAsserted(() -> assertThat(messaging.inboxState("publisher", behind.event())).contains("done"));
    }

    @Test
    void aDeadHeadLetsItsLaneGoOn() {
        messaging.start(Subscription.PUBLISHER,
                RecordingConsumer.<PublishRequested> of(EventType.PUBLISH_REQUESTED, received -> {
                    if (received.event().sequence() == 1) {
                        throw new GiveUp("REPOSITORY_GONE", "it was deleted");
                    }
                }));

        deliver(1);
        deliver(2);

        await().until(() -> messaging.count("inbox_entry", "sequence = 2 and state = 'done'") == 1);
        assertThat(messaging.count("inbox_entry", "sequence = 1 and state = 'dead'")).isEqualTo(1);
    }

    @Test
    void anEventThatIsOpenedAgainWaitsForTheOneThatRuns() {
        var running = new AtomicInteger();
        var overlaps = new AtomicInteger();
        var release = new CountDownLatch(1);
        var gaveUp = new AtomicBoolean();
        var consumer = RecordingConsumer.<PublishRequested> of(EventType.PUBLISH_REQUESTED, received -> {
            overlaps.addAndGet(running.getAndIncrement());
            try {
                if (received.event().sequence() == 2) {
                    release.await();
                } else if (gaveUp.compareAndSet(false, true)) {
                    throw new GiveUp("REPOSITORY_GONE", "it was deleted");
                }
            } finally {
                running.decrementAndGet();
            }
        });
        messaging.start(Subscription.PUBLISHER, consumer);
        var dead = messaging.deliver(Subscription.PUBLISHER, Samples.request("acme/one", 1));
        messaging.deliver(Subscription.PUBLISHER, Samples.request("acme/one", 2));
        await().until(() -> consumer.begun().size() == 2);

        messaging.transactions().runInNew(() -> messaging.tables().inbox().reopen("publisher", dead.event()));
        var other = messaging.deliver(Subscription.PUBLISHER, Samples.request("acme/other", 1));
        await().untilAsserted(() -> assertThat(messaging.inboxState("publisher", other.event())).contains("done"));
        assertThat(consumer.callsFor(dead.event())).isEqualTo(1);

        release.countDown();
        await().untilAsserted(() -> assertThat(messaging.inboxState("publisher", dead.event())).contains("done"));
        assertThat(consumer.callsFor(dead.event())).isEqualTo(2);
    }

    @Test
    void aStalledWorkerDoesNotShareItsLaneWithAnEarlierEventThatCameLate() {
        record(2);
        var stalled = claim(Duration.ZERO).getFirst();
        record(1);
        var late = claim(LEASE).getFirst();
        assertThat(late.claim().event()).isNotEqualTo(stalled.claim().event());

        assertThat(messaging.transactions().<Boolean> inNew(() -> entries().extend(stalled.claim(), LEASE))).isFalse();
        assertThatThrownBy(() -> messaging.transactions().runInNew(() -> entries().finish(stalled.claim())))
                .isInstanceOf(LostClaim.class);
        assertThat(claim(LEASE)).isEmpty();

        messaging.transactions().runInNew(() -> entries().finish(late.claim()));
        assertThat(claim(LEASE)).extracting(entry -> entry.claim().event()).containsExactly(stalled.claim().event());
    }

    @Test
    void twoEventsOfOnePlaceInTheLaneAreWorkedOneAtATime() {
        record(1);
        record(1);

        var first = claim(LEASE);

        assertThat(first).hasSize(1);
        assertThat(claim(LEASE)).isEmpty();
        messaging.transactions().runInNew(() -> entries().finish(first.getFirst().claim()));
        assertThat(claim(LEASE)).hasSize(1);
    }

    private void deliver(long sequence) {
        messaging.deliver(Subscription.PUBLISHER, Samples.request("acme/one", sequence));
    }

    private void record(long sequence) {
        new Inbox("publisher", WorkedOn.types(Set.of(EventType.PUBLISH_REQUESTED)), messaging.tables(), null,
                new Signal())
                .record(List.of(Samples.Letter.of(Samples.request("acme/one", sequence)).bytes()));
    }

    private List<ClaimedEntry> claim(Duration lease) {
        return messaging.transactions()
                .inNew(() -> entries().claimDue("publisher", WorkedOn.types(Set.of(EventType.PUBLISH_REQUESTED)), 5, lease,
                        Duration.ZERO));
    }

    private InboxEntries entries() {
        return messaging.tables().inbox();
    }
}
