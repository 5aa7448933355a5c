package io.upmpublisher.messaging.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.Loop;
import io.upmpublisher.messaging.MessagingFixture;
import io.upmpublisher.messaging.Signal;

class QueueConsumerTest {

    private static final Subscription NOTIFIER = Subscription.NOTIFIER;

    @RegisterExtension
    final MessagingFixture messaging = new MessagingFixture();

    private final List<String> recorded = new CopyOnWriteArrayList<>();

    @Test
    void messagesThatComeWhileTheConsumerIsReplacedAreRecordedOnceAndAcknowledged() throws Exception {
        var sent = IntStream.range(0, 300).mapToObj(Integer::toString).toList();
        var unsent = sent.iterator();
        try (var broker = MessagingFixture.broker(messaging.stage().broker());
                var sender = Executors.newSingleThreadScheduledExecutor()) {
            var loop = consume(broker, Duration.ofMillis(20));

            // Each comes a little after there was nothing for so long that the consumer is being replaced.
            sender.scheduleAtFixedRate(() -> messaging.deliver(NOTIFIER, unsent.next().getBytes()), 0, 24,
                    TimeUnit.MILLISECONDS);

            await().atMost(Duration.ofSeconds(30)).until(() -> recorded.size() >= sent.size());
            loop.stop(Duration.ofSeconds(5));
        }
        assertThat(recorded).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(messaging.ready(NOTIFIER)).isZero();
    }

    @RepeatedTest(5)
    void aQueueThatWasMadeAgainKeepsNothingBack() throws Exception {
        try (var broker = MessagingFixture.broker(messaging.stage().broker())) {
            var loop = consume(broker, Duration.ofSeconds(1));
            await().until(() -> messaging.channel().consumerCount(NOTIFIER.queue()) == 1);

            // Made again by someone else at once. In a third of the cases the broker tells nobody and leaves a consumer that hears nothing.
            messaging.channel().queueDelete(NOTIFIER.queue());
            new Topology(true).declare(messaging.channel().getConnection());
            messaging.deliver(NOTIFIER, "after".getBytes());

            await().until(() -> recorded.contains("after"));
            loop.stop(Duration.ofSeconds(5));
        }
    }

    private Loop consume(Broker broker, Duration proveAliveEvery) {
        var consumer = new QueueConsumer(broker, NOTIFIER.queue(), proveAliveEvery,
                messages -> messages.forEach(message -> recorded.add(new String(message))));
        var loop = new Loop("consumer", new Signal(), consumer::takeBatch);
        loop.start();
        return loop;
    }
}
