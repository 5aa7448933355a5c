package io.upmpublisher.notifier.announce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.StoreLimit;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.notifier.NotifierTestResource;

@QuarkusTest
@QuarkusTestResource(NotifierTestResource.class)
class AnnounceLimitsTest {

    @Inject
    @Any
    Instance<StoreLimit> limits;
    @Inject
    Transactions transactions;

    private final UUID run = UUID.randomUUID();

    @Test
    void removesOldMessages() {
        addNotification("old", "SENT", 91);
        addNotification("failed", "FAILED", 91);
        addNotification("young", "SENT", 89);

        keepLimits();

        assertThat(notifications()).containsExactly("young");
    }

    @Test
    void keepsWhatWaitsWhileItIsWorkedOn() {
        addNotification("waiting", "WAITING", 900);
        addNotification("sent", "SENT", 900);
        var event = UUID.randomUUID();
        // Of a consumer that is not there, so that nobody works on it.
        update("""
                insert into inbox_entry (consumer, event_id, name, payload, recorded_at)
                values ('nobody', ?, 'test', '', now() - interval '901 days')
                """, event);

        keepLimits();
        assertThat(notifications()).containsExactly("waiting");

        update("delete from inbox_entry where event_id = ?", event);
        keepLimits();
        assertThat(notifications()).isEmpty();
    }

    @Test
    void removesChangelogsThatNoMessageWaitsForAnyMore() {
        addChangelog(1, 31);
        addChangelog(2, 29);

        keepLimits();

        assertThat(texts("select revision from changelog where run_id = ?")).containsExactly("2");
    }

    private void keepLimits() {
        limits.forEach(limit -> transactions.runInNew(() -> limit.remove(1_000)));
    }

    private void addNotification(String about, String outcome, int daysAgo) {
        update("""
                insert into notification (notification_key, channel, kind, run_id, about, outcome, attempts, created_at, version)
                values (?, 'discord', 'RUN', ?, ?, ?, 1, now() - make_interval(days => ?), 0)
                """,
                about + run, run, about, outcome, daysAgo);
    }

    private void addChangelog(int revision, int daysAgo) {
        update("""
                insert into changelog (run_id, revision, event, recorded_at)
                values (?, ?, '', now() - make_interval(days => ?))
                """, run, revision, daysAgo);
    }

    private List<String> notifications() {
        return texts("select about from notification where run_id = ?");
    }

    private List<String> texts(String sql) {
        return transactions.inNew(() -> Sql.query(transactions, "look at rows", row -> row.getString(1), sql, run));
    }

    private void update(String sql, Object... parameters) {
        transactions.runInNew(() -> Sql.update(transactions, "prepare a test", sql, parameters));
    }
}
