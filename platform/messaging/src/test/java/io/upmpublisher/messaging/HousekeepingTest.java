package io.upmpublisher.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.upmpublisher.events.Subscription;

class HousekeepingTest {

    private static final StoreLimit BROKEN = new StoreLimit("broken rows", Duration.ofDays(1), (age, batch) -> {
        throw new MessagingException("could not purge", new IllegalStateException("a test says so"));
    });

    @RegisterExtension
    final MessagingFixture messaging = new MessagingFixture();

    @Test
    void removesWhatIsTooOldAndNothingYounger() {
        addFinishedOutboxEntries(2, 8);
        addFinishedOutboxEntries(1, 6);
        addInboxEntry("done", 91);
        addInboxEntry("done", 89);
        addInboxEntry("dead", 401);
        addInboxEntry("dead", 399);
        addEffect("old", "done", 401);
        addEffect("young", "done", 399);
        addReceipt("publisher", 31);
        addReceipt("publisher", 29);
        addReceipt("changelog", 31);

        housekeeping().purge();

        assertThat(messaging.count("outbox_entry", "true")).isEqualTo(1);
        assertThat(messaging.count("inbox_entry", "state = 'done'")).isEqualTo(1);
        assertThat(messaging.count("inbox_entry", "state = 'dead'")).isEqualTo(1);
        assertThat(messaging.count("effect", "effect_key = 'young'")).isEqualTo(messaging.count("effect", "true")).isOne();
        assertThat(messaging.count("messaging.receipt", "consumer = 'publisher'")).isEqualTo(1);
        assertThat(messaging.count("messaging.receipt", "consumer = 'changelog'")).isEqualTo(1);
    }

    @Test
    void leavesWhatIsOpenHoweverOldItIs() {
        messaging
                .update("""
                        insert into outbox_entry (event_id, name, payload, consumers, state, created_at, sent_at)
                        values (gen_random_uuid(), 'test', '', '{publisher}', 'sent', now() - interval '900 days', now() - interval '900 days')
                        """);
        var open = addInboxEntry("open", 900);
        addEffect("of open work", "attempting", 800);

        housekeeping().purge();

        assertThat(messaging.count("outbox_entry", "true")).isEqualTo(1);
        assertThat(messaging.inboxState("publisher", open)).contains("open");
        assertThat(messaging.count("inbox_key", "event_id = ?", open)).isEqualTo(1);
        assertThat(messaging.count("effect", "true")).isEqualTo(1);

        messaging.update("update inbox_entry set state = 'done', finished_at = now()");
        housekeeping().purge();

        assertThat(messaging.count("effect", "true")).isZero();
    }

    @Test
    void knowsAnEventThatCameLongAgoLongerThanItsEntry() {
        var event = addInboxEntry("done", 200);
        var forgotten = addInboxEntry("done", 401);

        housekeeping().purge();

        assertThat(messaging.count("inbox_entry", "true")).isZero();
        assertThat(messaging.count("inbox_key", "event_id = ?", event)).isEqualTo(1);
        assertThat(messaging.count("inbox_key", "event_id = ?", forgotten)).isZero();
    }

    @Test
    void remembersHowFarALaneHasCome() {
        messaging.update("insert into inbox_lane (consumer, lane, passed) values ('publisher', 'acme/core', 7)");

        housekeeping().purge();

        assertThat(messaging.count("inbox_lane", "passed = 7")).isEqualTo(1);
    }

    @Test
    void keepsTheOtherLimitsWhenOneCannotBeKept() {
        addFinishedOutboxEntries(1, 8);
        messaging.update("create table kept (id integer)");
        try {
            messaging.update("insert into kept values (1)");
            var rows = new StoreLimit("rows", Duration.ofDays(1),
                    (age, batch) -> Sql.update(messaging.transactions(), "purge rows", "delete from kept"));

            housekeeping(BROKEN, rows).purge();

            assertThat(messaging.count("kept", "true")).isZero();
            assertThat(messaging.count("outbox_entry", "true")).isZero();
        } finally {
            messaging.update("drop table kept");
        }
    }

    @Test
    void goesOnSoonWithNothingButWhatHasMore() {
        addFinishedOutboxEntries(Housekeeping.BATCH + 1, 8);
        var housekeeping = housekeeping(BROKEN);

        assertThat(housekeeping.purge()).isLessThan(Duration.ofSeconds(1));
        assertThat(messaging.count("outbox_entry", "true")).isEqualTo(1);
        addReceipt("publisher", 31);
        assertThat(housekeeping.purge()).isGreaterThan(Duration.ofMinutes(1));

        assertThat(messaging.count("outbox_entry", "true")).isZero();
        assertThat(messaging.count("messaging.receipt", "true")).isEqualTo(1);
        assertThat(housekeeping.purges()).filteredOn(purge -> purge.store().equals("outbox entries")).singleElement()
                .satisfies(purge -> assertThat(purge.removed()).isEqualTo(Housekeeping.BATCH + 1));
    }

    @Test
    void passesOverWhatAnotherReplicaIsAt() {
        addFinishedOutboxEntries(2, 8);

        messaging.transactions().runInNew(() -> {
            Sql.query(messaging.transactions(), "lock an entry", row -> row.getString(1),
                    "select event_id from outbox_entry limit 1 for update");
            // Waiting for the lock would end with the connection's time-out, and remove nothing.
            housekeeping().purge();
        });

        assertThat(messaging.count("outbox_entry", "true")).isEqualTo(1);
    }

    @Test
    void refusesALimitThatKeepsNothing() {
        assertThatThrownBy(() -> new StoreLimit("rows", Duration.ZERO, (age, batch) -> 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("rows");
    }

    private Housekeeping housekeeping(StoreLimit... limits) {
        return new Housekeeping(messaging.tables(), List.of(Subscription.PUBLISHER), List.of(limits), Duration.ofSeconds(1));
    }

    private void addFinishedOutboxEntries(int count, int daysAgo) {
        messaging.update("""
                insert into outbox_entry (event_id, name, payload, consumers, state, finished_at)
                select gen_random_uuid(), 'test', '', '{}', 'finished', now() - make_interval(days => ?)
                  from generate_series(1, ?)
                """, daysAgo, count);
    }

    /** An entry with its key, both as old. */
    private UUID addInboxEntry(String state, int daysAgo) {
        var event = UUID.randomUUID();
        messaging.update("""
                insert into inbox_key (consumer, event_id, recorded_at)
                values ('publisher', ?, now() - make_interval(days => ?))
                """, event, daysAgo);
        messaging.update("""
                insert into inbox_entry (consumer, event_id, name, payload, state, recorded_at, finished_at)
                values ('publisher', ?, 'test', '', ?, now() - make_interval(days => ?),
                        case when ? <> 'open' then now() - make_interval(days => ?) end)
                """, event, state, daysAgo, state, daysAgo);
        return event;
    }

    private void addEffect(String key, String state, int daysAgo) {
        messaging.update("""
                insert into effect (effect_key, state, event_id, fence, held_until, updated_at)
                values (?, ?, gen_random_uuid(), 1, now(), now() - make_interval(days => ?))
                """, key, state, daysAgo);
    }

    private void addReceipt(String consumer, int daysAgo) {
        messaging.update("""
                insert into messaging.receipt (consumer, event_id, recorded_at)
                values (?, gen_random_uuid(), now() - make_interval(days => ?))
                """, consumer, daysAgo);
    }
}
