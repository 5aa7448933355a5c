package io.upmpublisher.publisher.comparison;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.events.RepositoryProbed;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.publisher.decision.PackagePlanner;
import io.upmpublisher.publisher.manifest.UpmPackageRule.SkipCode;
import io.upmpublisher.publisher.probe.ProbeWatcher;
import io.upmpublisher.publisher.run.PlanWatcher;

/**
 * Writes down what is to be compared, in the transactions in which it becomes known: whatever is killed, nothing is left out.
 */
@ApplicationScoped
class Expectations implements PlanWatcher, ProbeWatcher {

    private final PlanPeriods periods;
    private final WatchedPackages packages;
    private final Transactions transactions;
    private final Clock clock;

    Expectations(PlanPeriods periods, WatchedPackages packages, Transactions transactions, Clock clock) {
        this.periods = periods;
        this.packages = packages;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void planned(PublishRequested request, CommitId commit, List<PackageReport> reports) {
        if (!periods.includes(request.repository(), request.settings(), request.requestedAt())) {
            return;
        }
        var expected = reports.stream().filter(report -> report.code().equals(PackagePlanner.PLAN_MODE)).toList();
        var ours = names(reports.stream().filter(report -> isOurs(report.code())).map(PackageReport::name));
        packages.planned(request.repository(), ours, names(expected.stream().map(PackageReport::name)));
        // One of the name may be published beside copies that are not.
        var others = names(reports.stream().map(PackageReport::name));
        others.removeAll(ours);
        packages.passedOver(request.repository(), others);
        expect(request, commit, expected);
    }

    /** A package whose pushes never reach us is known from here, and one that has gone, if the look tells of all. */
    @Override
    public void probed(RepositoryProbed probed) {
        if (probed.plan().isEmpty() || !periods.isOpen(probed.repository(), probed.settings().registry())) {
            return;
        }
        var plan = probed.plan().get();
        var ours = names(plan.packages().stream().filter(each -> isOurs(each.code())).map(RepositoryProbed.Package::name));
        packages.found(probed.repository(), ours);
        if (plan.packages().size() == plan.all()) {
            packages.onlyThose(probed.repository(), ours);
        }
    }

    // Not what is passed over: through a registry that also serves another's packages, a stranger's of the name would count.
    private static boolean isOurs(String code) {
        return Arrays.stream(SkipCode.values()).noneMatch(skip -> skip.name().equals(code));
    }

    private static Set<PackageName> names(Stream<Optional<PackageName>> names) {
        return names.flatMap(Optional::stream).collect(Collectors.toSet());
    }

    // The first run that would have published a version is the one that would have: it is published once.
    private void expect(PublishRequested request, CommitId commit, List<PackageReport> reports) {
        Sql.update(transactions, "note versions to compare",
                """
                        insert into comparison_version (repository_key, name, package_version, result, noted_at, run_id, commit_id, path,
                            integrity)
                        select ?, name, package_version, 'PENDING', ?, ?, ?, path, integrity
                          from unnest(?, ?, ?, ?) as expected (name, package_version, path, integrity)
                        on conflict on constraint comparison_version_pk do nothing
                        """,
                request.repository().key(), clock.instant().atOffset(ZoneOffset.UTC), request.run().value(),
                commit.value(), texts(reports, report -> report.name().orElseThrow().value()),
                texts(reports, report -> report.version().orElseThrow().withoutBuild().toString()),
                texts(reports, PackageReport::path), texts(reports, report -> report.integrity().orElse(null)));
    }

    private static String[] texts(List<PackageReport> reports, Function<PackageReport, @Nullable String> text) {
        return reports.stream().map(text).toArray(String[]::new);
    }
}
