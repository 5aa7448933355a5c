package io.upmpublisher.changelog.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.changelog.ChangelogTestResource;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.StoreLimit;
import io.upmpublisher.messaging.Transactions;

@QuarkusTest
@QuarkusTestResource(ChangelogTestResource.class)
class EntryLimitsTest {

    @Inject
    @Any
    Instance<StoreLimit> limits;
    @Inject
    Transactions transactions;

    private final String repository = "studio/test-" + UUID.randomUUID();

    @Test
    void removesOldEntries() {
        addEntry("old", 401);
        addEntry("young", 399);

        keepLimits();

        assertThat(entries()).containsExactly("young");
    }

    @Test
    void keepsEntriesWhileWorkIsOpenThatIsAsOld() {
        addEntry("open", 401);
        var event = UUID.randomUUID();
        // Of a consumer that is not there, so that nobody works on it.
        update("""
                insert into inbox_entry (consumer, event_id, name, payload, recorded_at)
                values ('nobody', ?, 'test', '', now() - interval '402 days')
                """, event);

        keepLimits();
        assertThat(entries()).containsExactly("open");

        update("delete from inbox_entry where event_id = ?", event);
        keepLimits();
        assertThat(entries()).isEmpty();
    }

    @Test
    void keepsTheNewestVersionsOfAPackageAtAnyAgeAndOfOthersTheYoungOnes() {
        addVersions("com.studio.old", 103, 900);
        addVersions("com.studio.quiet", 2, 900);
        addVersions("com.studio.busy", 103, 300);

        keepLimits();

        assertThat(versions("com.studio.old")).hasSize(100).contains("1.0.103", "1.0.4").doesNotContain("1.0.3");
        assertThat(versions("com.studio.quiet")).hasSize(2);
        assertThat(versions("com.studio.busy")).hasSize(103);
    }

    private void keepLimits() {
        limits.forEach(limit -> transactions.runInNew(() -> limit.remove(1_000)));
    }

    private void addEntry(String text, int daysAgo) {
        update("""
                insert into changelog_entry (run_id, revision, repository, repository_key, path, name, package_version, origin,
                    range_basis, entry_text, drafted_at)
                values (gen_random_uuid(), 1, ?, ?, 'package.json', 'com.studio.core', '1.0.0', 'COMMITS', 'MANIFEST', ?,
                    now() - make_interval(days => ?))
                """, repository, repository, text, daysAgo);
    }

    /** Versions 1.0.1, 1.0.2, … in the order of time, the first of them so many days ago. */
    private void addVersions(String name, int count, int daysAgo) {
        update("""
                insert into published_version (repository_key, name, package_version, commit_id, run_id, recorded_at)
                select ?, ?, '1.0.' || number, repeat('a', 40), gen_random_uuid(),
                       now() - make_interval(days => ?, mins => -number)
                  from generate_series(1, ?) number
                """, repository, name, daysAgo, count);
    }

    private List<String> entries() {
        return texts("select entry_text from changelog_entry where repository_key = ?", repository);
    }

    private List<String> versions(String name) {
        return texts("select package_version from published_version where repository_key = ? and name = ?", repository, name);
    }

    private List<String> texts(String sql, Object... parameters) {
        return transactions.inNew(() -> Sql.query(transactions, "look at rows", row -> row.getString(1), sql, parameters));
    }

    private void update(String sql, Object... parameters) {
        transactions.runInNew(() -> Sql.update(transactions, "prepare a test", sql, parameters));
    }
}
