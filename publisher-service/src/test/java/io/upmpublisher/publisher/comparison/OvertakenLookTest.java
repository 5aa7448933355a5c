package io.upmpublisher.publisher.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.publisher.comparison.ComparedVersions.Overtaken;
import io.upmpublisher.publisher.comparison.ComparisonQueue.Claim;
import io.upmpublisher.publisher.run.PublisherTestResource;

/** Two replicas, or one that was thought dead, at the same package. */
@QuarkusTest
@QuarkusTestResource(PublisherTestResource.class)
class OvertakenLookTest {

    private static final PackageName CORE = PackageName.of("com.studio.core");
    private static final SemVersion VERSION = SemVersion.parse("1.0.0");
    // So late that no worker of the service takes it.
    private static final OffsetDateTime LEASE_END = OffsetDateTime.parse("2999-01-01T00:00:00Z");

    @Inject
    ComparisonQueue queue;
    @Inject
    ComparedVersions versions;
    @Inject
    WatchedPackages packages;
    @Inject
    PlanPeriods periods;
    @Inject
    Transactions transactions;

    private final RepositoryName repository = RepositoryName.parse("Studio/overtaken-" + UUID.randomUUID());
    private final Claim claim = claim(UUID.randomUUID());

    @BeforeEach
    void claimed() {
        update("insert into comparison (repository_key, repository, registry, began_at) values (?, ?, 'default', now())",
                repository.key(), repository.toString());
        update("insert into comparison_package (repository_key, name, due_at, attempts, claim) values (?, ?, ?, 0, ?)",
                repository.key(), CORE.value(), LEASE_END, claim.token());
        update("""
                insert into comparison_version (repository_key, name, package_version, result, noted_at, commit_id, path)
                values (?, ?, '1.0.0', 'PENDING', now(), ?, 'package.json')""", repository.key(), CORE.value(),
                "ab".repeat(20));
    }

    @Test
    void writesNothingAnyMore() {
        var other = claim(UUID.randomUUID());

        assertThatThrownBy(() -> versions.note(other, VERSION, Finding.same())).isInstanceOf(Overtaken.class);
        assertThatThrownBy(() -> versions.unexpected(other, SemVersion.parse("2.0.0"), Optional.empty(),
                Finding.unexpected(Optional.empty(), "It is there.", Optional.empty()), Instant.now()))
                .isInstanceOf(Overtaken.class);
        transactions.runInNew(() -> queue.finish(other, Optional.empty(), false, false, Duration.ofHours(1)));
        assertThat(texts("select result from comparison_version where repository_key = ?")).containsExactly("PENDING");
        assertThat(texts("select claim::text from comparison_package where repository_key = ?"))
                .containsExactly(claim.token().toString());

        versions.note(claim, VERSION, Finding.same());
        assertThat(texts("select result from comparison_version where repository_key = ?")).containsExactly("SAME");
    }

    @Test
    void keepsItsLeaseAndComesAgainSoonIfARunEndedMeanwhile() {
        // So that the service's own workers leave it alone.
        update("update comparison set ended_at = now() where repository_key = ?", repository.key());
        transactions.runInNew(() -> packages.planned(repository, Set.of(CORE), Set.of(CORE)));
        assertThat(texts("select (due_at = '2999-01-01Z')::text from comparison_package where repository_key = ?"))
                .containsExactly("true");
        transactions.runInNew(() -> queue.finish(claim, Optional.empty(), true, false, Duration.ofDays(300)));

        assertThat(texts("""
                select (due_at < now() + interval '1 day')::text || ' ' || attempts from comparison_package
                 where repository_key = ?""")).containsExactly("true 0");
    }

    @Test
    void keepsTheTimeThatTheRegistryAskedForIfARunEndedMeanwhile() {
        var limited = new Fault("REGISTRY_RATE_LIMITED", "It was asked too often.", "Wait.", true);
        update("update comparison set ended_at = now() where repository_key = ?", repository.key());
        transactions.runInNew(() -> packages.planned(repository, Set.of(CORE), Set.of(CORE)));
        transactions.runInNew(() -> queue.finish(claim, Optional.of(limited), true, false, Duration.ofDays(300)));
        transactions.runInNew(() -> packages.planned(repository, Set.of(CORE), Set.of(CORE)));

        assertThat(
                texts("select (due_at > now() + interval '299 days')::text from comparison_package where repository_key = ?"))
                .containsExactly("true");
    }

    @Test
    void isNoneOfARepositoryThatHasLeftPlanMode() {
        update("update comparison set ended_at = now() where repository_key = ?", repository.key());
        update("update comparison_package set due_at = '1999-01-01' where repository_key = ?", repository.key());

        var taken = transactions.inNew(() -> queue.claimDue(Duration.ofMinutes(1)));

        assertThat(taken.map(Claim::key)).isNotEqualTo(Optional.of(repository.key()));
        taken.ifPresent(others -> transactions.runInNew(() -> queue.release(others)));
    }

    @Test
    void writesNothingAfterTheEndOfPlanModeForWhatIsThereMayBeOurs() {
        transactions.runInNew(() -> periods.changed(repository, settings(RepositoryMode.PUBLISH), Instant.now()));

        assertThatThrownBy(() -> versions.note(claim, VERSION, Finding.same())).isInstanceOf(Overtaken.class);
        transactions.runInNew(() -> queue.finish(claim, Optional.empty(), true, false, Duration.ZERO));
        transactions.runInNew(() -> queue.release(claim));
        transactions.runInNew(() -> queue.bringForward(repository, Duration.ZERO));
        assertThat(texts("select result from comparison_version where repository_key = ?")).containsExactly("PENDING");
        assertThat(texts("select due_at::text from comparison_package where repository_key = ?"))
                .as("at the head of the queue it would keep the others waiting").containsExactly("infinity");
    }

    @Test
    void leavesAloneWhatARunExpectsMeanwhile() {
        versions.unexpected(claim, VERSION, Optional.empty(),
                Finding.unexpected(Optional.empty(), "It is there.", Optional.empty()), Instant.now());

        assertThat(versions.open(claim)).singleElement().returns("package.json", Expected::path);
    }

    @Test
    void takesTheNameAsThePushWritesIt() {
        update("update comparison set repository = repository_key where repository_key = ?", repository.key());

        transactions.runInNew(() -> periods.changed(repository, settings(RepositoryMode.PLAN), Instant.now()));

        assertThat(texts("select repository from comparison where repository_key = ?"))
                .containsExactly(repository.toString());
    }

    private static RepositorySettings settings(RepositoryMode mode) {
        return new RepositorySettings(RepositoryStatus.ACTIVE, mode, List.of("main"), "default", List.of(), Optional.empty(),
                Optional.empty(), Optional.empty(), 1);
    }

    private Claim claim(UUID token) {
        return new Claim(repository, "default", Instant.now(), CORE, token, 0, true);
    }

    private void update(String sql, Object... parameters) {
        transactions.runInNew(() -> Sql.update(transactions, "prepare a test", sql, parameters));
    }

    private List<String> texts(String sql) {
        return transactions.inNew(
                () -> Sql.query(transactions, "look at rows", row -> row.getString(1), sql, repository.key()));
    }
}
