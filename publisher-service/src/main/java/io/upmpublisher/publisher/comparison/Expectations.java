package io.upmpublisher.publisher.comparison;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryProbed;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.publisher.decision.PackagePlanner;
import io.upmpublisher.publisher.probe.ProbeWatcher;
import io.upmpublisher.publisher.run.PlanWatcher;

/**
 * Writes down what is to be compared, in the transactions in which it becomes known: whatever is killed, nothing is left out.
 */
@ApplicationScoped
class Expectations implements PlanWatcher, ProbeWatcher {

    private final PlanPeriods periods;
    private final ComparisonQueue queue;
    private final Transactions transactions;
    private final Clock clock;

    Expectations(PlanPeriods periods, ComparisonQueue queue, Transactions transactions, Clock clock) {
        this.periods = periods;
        this.queue = queue;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void planned(PublishRequested request, CommitId commit, List<PackageReport> reports) {
        if (periods.includes(request.repository(), request.settings(), request.requestedAt())) {
            reports.stream().filter(report -> report.name().isPresent())
                    // Whoever else locks several of a repository's packages does so in the same order.
                    .sorted(Comparator.comparing(report -> report.name().orElseThrow()))
                    .forEach(report -> planned(request, commit, report));
        }
    }

    /** A package whose pushes never reach us is known from here. */
    @Override
    public void probed(RepositoryProbed probed) {
        if (periods.isOpen(probed.repository(), probed.settings().registry())) {
            probed.plan().stream().flatMap(plan -> plan.packages().stream()).flatMap(each -> each.name().stream()).distinct()
                    .sorted().forEach(name -> queue.found(probed.repository(), name));
        }
    }

    private void planned(PublishRequested request, CommitId commit, PackageReport report) {
        queue.planned(request.repository(), report.name().orElseThrow());
        if (report.code().equals(PackagePlanner.PLAN_MODE)) {
            expect(request.repository(), request, commit, report);
        }
    }

    // The first run that would have published a version is the one that would have: it is published once.
    private void expect(RepositoryName repository, PublishRequested request, CommitId commit, PackageReport report) {
        Sql.update(transactions, "note a version to compare",
                """
                        insert into comparison_version (repository_key, name, package_version, result, noted_at, run_id, commit_id, path,
                            integrity)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict on constraint comparison_version_pk do nothing
                        """,
                repository.key(), report.name().orElseThrow().value(),
                report.version().orElseThrow().withoutBuild().toString(), Result.PENDING.name(),
                clock.instant().atOffset(ZoneOffset.UTC), request.run().value(), commit.value(), report.path(),
                report.integrity());
    }
}
