package io.upmpublisher.publisher.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.publisher.run.PublisherTestResource;

/** Which packages the registry is asked about, and when after a run. */
@QuarkusTest
@QuarkusTestResource(PublisherTestResource.class)
class WatchedPackagesTest {

    private static final PackageName CORE = PackageName.of("com.studio.core");
    private static final PackageName TOOLS = PackageName.of("com.studio.tools");

    @Inject
    WatchedPackages packages;
    @Inject
    Transactions transactions;

    private final RepositoryName repository = RepositoryName.parse("Studio/watched-" + UUID.randomUUID());

    @BeforeEach
    void known() {
        // Ended, so that the service's own workers leave it alone.
        update("""
                insert into comparison (repository_key, repository, registry, began_at, ended_at)
                values (?, ?, 'default', now(), now())""", repository.key(), repository.toString());
        transactions.runInNew(() -> packages.found(repository, Set.of(CORE, TOOLS)));
        update("update comparison_package set due_at = '2999-01-01' where repository_key = ?", repository.key());
        update("""
                insert into comparison_version (repository_key, name, package_version, result, noted_at, commit_id, path)
                values (?, ?, '1.0.0', 'SAME', now(), 'ab', 'package.json')""", repository.key(), CORE.value());
    }

    @Test
    void bringsForwardWhatARunWouldHavePublishedOrWaitsFor() {
        transactions.runInNew(() -> packages.planned(repository, Set.of(CORE, TOOLS), Set.of()));
        assertThat(soon()).as("neither has changed").isEmpty();

        transactions.runInNew(() -> packages.planned(repository, Set.of(CORE, TOOLS), Set.of(TOOLS)));
        assertThat(soon()).containsExactly(TOOLS.value());

        update("update comparison_version set result = 'MISSING' where repository_key = ?", repository.key());
        transactions.runInNew(() -> packages.planned(repository, Set.of(CORE), Set.of()));
        assertThat(soon()).containsExactly(CORE.value(), TOOLS.value());
    }

    @Test
    void forgetsWhatIsPassedOverButKeepsWhatWasFoundOfIt() {
        transactions.runInNew(() -> packages.passedOver(repository, Set.of(CORE, TOOLS)));
        assertThat(all()).containsExactly(CORE + " false");

        transactions.runInNew(() -> packages.planned(repository, Set.of(CORE), Set.of()));
        assertThat(all()).containsExactly(CORE + " true");
    }

    @Test
    void looksForNothingNewOfWhatHasGone() {
        transactions.runInNew(() -> packages.onlyThose(repository, Set.of(TOOLS)));

        assertThat(all()).containsExactly(CORE + " false", TOOLS + " true");
    }

    private List<String> soon() {
        return texts("select name from comparison_package where repository_key = ? and due_at < '2998-01-01' order by name");
    }

    private List<String> all() {
        return texts("select name || ' ' || watched from comparison_package where repository_key = ? order by name");
    }

    private void update(String sql, Object... parameters) {
        transactions.runInNew(() -> Sql.update(transactions, "prepare a test", sql, parameters));
    }

    private List<String> texts(String sql) {
        return transactions.inNew(
                () -> Sql.query(transactions, "look at rows", row -> row.getString(1), sql, repository.key()));
    }
}
