package io.upmpublisher.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.DeadLetterRaised;
import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.MessagingFixture;
import io.upmpublisher.messaging.RecordingConsumer;
import io.upmpublisher.messaging.Samples;
import io.upmpublisher.messaging.Samples.Letter;

class InboxTest {

    @RegisterExtension
    final MessagingFixture messaging = new MessagingFixture();

    private final RecordingConsumer<AlarmRaised> consumer = RecordingConsumer.of(EventType.ALARM_RAISED);

    @Test
    void worksOnceOnAMessageThatCameFiveTimes() {
        messaging.start(Subscription.NOTIFIER, consumer);
        messaging.start(Subscription.NOTIFIER, consumer);
        var letters = Samples.alarms(40).stream().map(Letter::of).toList();

        IntStream.range(0, 5)
                .forEach(time -> letters.forEach(letter -> messaging.deliver(Subscription.NOTIFIER, letter.bytes())));

        await().until(() -> messaging.count("inbox_entry", "state = 'done'") == 40);
        awaitAllAcknowledged();
        assertThat(consumer.events()).isEqualTo(40);
        assertThat(consumer.repetitions()).isZero();
        assertThat(messaging.count("messaging.receipt", "consumer = 'notifier'")).isEqualTo(40);
    }

    @Test
    void knowsAMessageAgainAfterItsEntryWasPurged() {
        messaging.start(Subscription.NOTIFIER, consumer);
        var letter = messaging.deliver(Subscription.NOTIFIER, Samples.alarm("old"));
        await().untilAsserted(() -> assertThat(messaging.inboxState("notifier", letter.event())).contains("done"));
        messaging.update("delete from inbox_entry");
        messaging.update("delete from messaging.receipt");

        messaging.deliver(Subscription.NOTIFIER, letter.bytes());

        await().until(() -> messaging.count("messaging.receipt", "event_id = ?", letter.event()) == 1);
        assertThat(messaging.count("inbox_entry", "true")).isZero();
        assertThat(consumer.callsFor(letter.event())).isEqualTo(1);
    }

    @Test
    void bytesThatAreNoEventBecomeOneDeadLetter() throws Exception {
        messaging.start(Subscription.NOTIFIER, consumer);
        var bytes = "{\"this\": \"is not an event\"".getBytes(StandardCharsets.UTF_8);

        messaging.deliver(Subscription.NOTIFIER, bytes);
        messaging.deliver(Subscription.NOTIFIER, bytes);

        await().until(() -> messaging.ready(Subscription.DEAD_LETTERS) == 1);
        awaitAllAcknowledged();
        var raised = takeDeadLetter();
        assertThat(raised.code()).isEqualTo("EVENT_UNREADABLE");
        assertThat(Base64.getDecoder().decode(raised.bytes().orElseThrow())).isEqualTo(bytes);
        assertThat(messaging.count("outbox_entry", "true")).isEqualTo(1);
        assertThat(messaging.count("inbox_entry", "state = 'dead'")).isEqualTo(1);
    }

    @Test
    void anEventWhoseDataCannotBeReadIsReceiptedAndGivenUpUnderItsOwnId() throws Exception {
        messaging.start(Subscription.NOTIFIER, consumer);
        var letter = Letter.of(Samples.alarm("bent"));
        var bent = new String(letter.bytes(), StandardCharsets.UTF_8).replace("\"remedy\"", "\"remedi\"");

        messaging.deliver(Subscription.NOTIFIER, bent.getBytes(StandardCharsets.UTF_8));

        await().until(() -> messaging.ready(Subscription.DEAD_LETTERS) == 1);
        var raised = takeDeadLetter();
        assertThat(raised.event()).isEqualTo(letter.event());
        assertThat(raised.code()).isEqualTo("EVENT_UNREADABLE");
        assertThat(raised.envelope()).isPresent();
        assertThat(messaging.count("messaging.receipt", "event_id = ?", letter.event())).isEqualTo(1);
    }

    @Test
    void anEventOfAnUnknownTypeWaitsForABuildThatKnowsIt() {
        var oldBuild = messaging.start(Subscription.NOTIFIER);
        var letter = messaging.deliver(Subscription.NOTIFIER, Samples.alarm("too new"));
        await().untilAsserted(() -> assertThat(messaging.inboxState("notifier", letter.event())).contains("open"));
        messaging.stop(oldBuild);
        assertThat(messaging.count("inbox_entry", "attempts > 0")).isZero();

        messaging.start(Subscription.NOTIFIER, consumer);

        await().untilAsserted(() -> assertThat(messaging.inboxState("notifier", letter.event())).contains("done"));
        assertThat(consumer.callsFor(letter.event())).isEqualTo(1);
    }

    @Test
    void aForeignTypeThatLooksLikeOneOfOursIsGivenUp() {
        messaging.start(Subscription.NOTIFIER, consumer);
        var letter = Letter.of(Samples.alarm("foreign"));
        var foreign = new String(letter.bytes(), StandardCharsets.UTF_8).replace("\"io.upmpublisher.alarm.raised.v1\"",
                "\"alarm.raised\"");

        messaging.deliver(Subscription.NOTIFIER, foreign.getBytes(StandardCharsets.UTF_8));

        await().untilAsserted(() -> assertThat(messaging.inboxState("notifier", letter.event())).contains("dead"));
        assertThat(consumer.begun()).isEmpty();
    }

    private void awaitAllAcknowledged() {
        // What a stopped consumer did not acknowledge would be ready again.
        await().until(() -> messaging.ready(Subscription.NOTIFIER) == 0);
    }

    private DeadLetterRaised takeDeadLetter() throws Exception {
        var message = messaging.channel().basicGet(Subscription.DEAD_LETTERS.queue(), true);
        return (DeadLetterRaised) EventCodec.readEvent(message.getBody());
    }
}
