package io.upmpublisher.publisher.run;

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

@QuarkusTest
@QuarkusTestResource(PublisherTestResource.class)
class RunLimitsTest {

    @Inject
    @Any
    Instance<StoreLimit> limits;
    @Inject
    Transactions transactions;
    @Inject
    Pipeline pipeline;

    @Test
    void removesOldRunsWithTheirPackages() {
        var old = addRun("PUBLISHED", 401);
        var young = addRun("PUBLISHED", 399);

        keepLimits();

        assertThat(count("run", old)).isZero();
        assertThat(count("run_package", old)).isZero();
        assertThat(count("run", young)).isEqualTo(1);
        assertThat(count("run_package", young)).isEqualTo(1);
    }

    @Test
    void keepsRunsThatWaitHoweverOldTheyAreAndNoLonger() {
        var waiting = addRun("RUNNING", 900);
        var event = UUID.randomUUID();
        // Of a consumer that is not there, so that nobody works on it.
        pipeline.update("""
                insert into inbox_entry (consumer, event_id, name, payload, recorded_at)
                values ('nobody', ?, 'test', '', now() - interval '901 days')
                """, event);

        keepLimits();
        assertThat(count("run", waiting)).isEqualTo(1);

        pipeline.update("delete from inbox_entry where event_id = ?", event);
        keepLimits();
        assertThat(count("run", waiting)).isZero();
    }

    @Test
    void forgetsAlarmsThatNobodyEnded() {
        var about = "package " + UUID.randomUUID();
        pipeline.update("insert into alarm (code, about, raised_at) values ('OLD', ?, now() - interval '401 days')", about);
        pipeline.update("insert into alarm (code, about, raised_at) values ('YOUNG', ?, now() - interval '399 days')", about);

        keepLimits();

        assertThat(texts("select code from alarm where about = ?", about)).containsExactly("YOUNG");
    }

    @Test
    void forgetsComparisonsOfRepositoriesThatLeftPlanModeLongAgo() {
        var old = addComparison("now() - interval '401 days'");
        var young = addComparison("now() - interval '399 days'");
        var open = addComparison("null");

        keepLimits();

        assertThat(texts("select repository_key from comparison_version where repository_key = any (?)",
                new String[] { old, young, open })).containsExactlyInAnyOrder(young, open);
    }

    private String addComparison(String endedAt) {
        var key = "studio/" + UUID.randomUUID();
        pipeline.update("""
                insert into comparison (repository_key, repository, registry, began_at, ended_at)
                values (?, ?, 'default', now() - interval '900 days', %s)""".formatted(endedAt), key, key);
        pipeline.update(
                "insert into comparison_package (repository_key, name, due_at, attempts) values (?, 'a', 'infinity', 0)",
                key);
        pipeline.update("""
                insert into comparison_version (repository_key, name, package_version, result, noted_at, commit_id, path)
                values (?, 'a', '1.0.0', 'SAME', now() - interval '900 days', 'ab', 'package.json')""", key);
        return key;
    }

    private void keepLimits() {
        limits.forEach(limit -> transactions.runInNew(() -> limit.remove(1_000)));
    }

    private UUID addRun(String state, int daysAgo) {
        var run = UUID.randomUUID();
        pipeline.update("""
                insert into run (run_id, repository, commit_ref, trigger, registry, state, revision, requested_at, started_at,
                    finished_at, version)
                values (?, 'studio/old', 'main', 'PUSH', 'default', ?, 1, now() - make_interval(days => ?),
                    now() - make_interval(days => ?), case when ? <> 'RUNNING' then now() - make_interval(days => ?) end, 0)
                """, run, state, daysAgo, daysAgo, state, daysAgo);
        pipeline.update("""
                insert into run_package (run_id, path, revision, outcome, code, report, recorded_at)
                values (?, 'package.json', 1, 'SKIPPED', 'VERSION_EXISTS', '{}', now())
                """, run);
        return run;
    }

    private int count(String table, UUID run) {
        return texts("select run_id from " + table + " where run_id = ?", run).size();
    }

    private List<String> texts(String sql, Object parameter) {
        return transactions.inNew(() -> Sql.query(transactions, "look at rows", row -> row.getString(1), sql, parameter));
    }
}
