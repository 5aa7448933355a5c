package io.upmpublisher.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.DeadLetterReplayed;
import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.ReplayRequested;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.events.UserName;
import io.upmpublisher.messaging.inbox.GiveUp;

class ReplayTest {

    @RegisterExtension
    final MessagingFixture messaging = new MessagingFixture();

    private final AtomicBoolean repaired = new AtomicBoolean();
    private final RecordingConsumer<AlarmRaised> consumer = RecordingConsumer.of(EventType.ALARM_RAISED, received -> {
        if (!repaired.get()) {
            throw new GiveUp("CHAT_GONE", "the channel was deleted");
        }
    });

    @Test
    void opensADeadEntryOnceHoweverOftenItIsAsked() {
        messaging.start(Subscription.NOTIFIER, consumer);
        var dead = deadLetter();
        repaired.set(true);

        var request = replay("notifier", dead);
        messaging.deliver(Subscription.NOTIFIER, request.bytes());
        messaging.deliver(Subscription.NOTIFIER, request.bytes());
        awaitState(dead, "done");
        replay("notifier", dead);

        await().until(() -> outcomes().size() == 2);
        assertThat(outcomes()).containsExactlyInAnyOrder(DeadLetterReplayed.Outcome.REOPENED, DeadLetterReplayed.Outcome.DONE);
        assertThat(consumer.callsFor(dead)).isEqualTo(2);
    }

    @Test
    void passesOverWhatIsForAnotherService() {
        messaging.start(Subscription.NOTIFIER, consumer);
        var dead = deadLetter();

        var foreign = replay("changelog", dead);

        awaitState(foreign.event(), "done");
        assertThat(messaging.inboxState("notifier", dead)).contains("dead");
        assertThat(outcomes()).isEmpty();
    }

    @Test
    void saysThatItDoesNotKnowAnEventOrCouldNeverReadIt() {
        messaging.start(Subscription.NOTIFIER, consumer);
        messaging.deliver(Subscription.NOTIFIER, new byte[] { 1, 2, 3 });
        await().until(() -> messaging.count("inbox_entry", "state = 'dead'") == 1);
        var unreadable = UUID.fromString(messaging.text("select event_id::text from inbox_entry").orElseThrow());

        replay("notifier", UUID.randomUUID());
        replay("notifier", unreadable);

        await().until(() -> outcomes().size() == 2);
        assertThat(outcomes()).containsOnly(DeadLetterReplayed.Outcome.UNKNOWN);
        assertThat(messaging.inboxState("notifier", unreadable)).contains("dead");
    }

    @Test
    void raisesNoDeadLetterAboutADeadLetter() {
        var raised = RecordingConsumer.<io.upmpublisher.events.DeadLetterRaised> of(EventType.DEAD_LETTER_RAISED, received -> {
            throw new GiveUp("BROKEN", "it cannot be stored");
        });
        messaging.start(MessagingFixture.HASTY, List.of(Subscription.NOTIFIER, Subscription.DEAD_LETTERS), consumer, raised);

        deadLetter();

        await().until(() -> messaging.count("inbox_entry", "consumer = 'dead-letters' and state = 'dead'") == 1);
        assertThat(messaging.count("outbox_entry", "name = 'dead-letter.raised'")).isEqualTo(1);
    }

    private UUID deadLetter() {
        var event = messaging.deliver(Subscription.NOTIFIER, Samples.alarm("gone")).event();
        awaitState(event, "dead");
        return event;
    }

    private Samples.Letter replay(String service, UUID event) {
        return messaging.deliver(Subscription.NOTIFIER,
                new ReplayRequested(UUID.randomUUID(), service, event, Optional.empty(), UserName.of("ada")));
    }

    private void awaitState(UUID event, String state) {
        await().untilAsserted(() -> assertThat(messaging.inboxState("notifier", event)).contains(state));
    }

    private List<DeadLetterReplayed.Outcome> outcomes() {
        return messaging.transactions().inNew(() -> Sql.query(messaging.transactions(), "read what was told", row -> {
            try {
                return ((DeadLetterReplayed) EventCodec.readEvent(row.getBytes(1))).outcome();
            } catch (io.upmpublisher.events.UnreadableEventException e) {
                throw new IllegalStateException(e);
            }
        }, "select payload from outbox_entry where name = 'dead-letter.replayed'"));
    }
}
