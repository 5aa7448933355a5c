package io.upmpublisher.publisher.run;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.PackageOutcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.PublishCompleted.Counts;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.RunState;
import io.upmpublisher.publisher.order.TieredPublishing;
import io.upmpublisher.publisher.report.Abridged;

/** Writes down what becomes of runs, each method inside the caller's fenced transaction. */
@ApplicationScoped
class RunJournal {

    private final RunRepository runs;
    private final PackageAlarms alarms;
    private final RunMetrics metrics;
    private final Instance<PlanWatcher> watchers;
    private final Clock clock;

    RunJournal(RunRepository runs, PackageAlarms alarms, RunMetrics metrics, @Any Instance<PlanWatcher> watchers,
            Clock clock) {
        this.runs = runs;
        this.alarms = alarms;
        this.metrics = metrics;
        this.watchers = watchers;
        this.clock = clock;
    }

    void begin(PublishRequested request) {
        runs.find(request.run()).ifPresentOrElse(run -> run.resume(clock.instant()),
                () -> runs.persist(Run.begin(request, clock.instant())));
    }

    /** How far earlier attempts have come. */
    Progress progress(RunId id) {
        var run = runs.get(id);
        var recorded = runs.packagesOf(id);
        return new Progress(run.resolved(),
                recorded.stream().filter(each -> each.isSettledIn(run.revision())).map(each -> each.report().path())
                        .collect(Collectors.toSet()),
                recorded.stream().filter(each -> each.revision() == run.revision()).map(RunPackage::report)
                        .filter(TieredPublishing::isMissing).flatMap(report -> report.name().stream())
                        .collect(Collectors.toSet()));
    }

    void resolved(RunId run, CommitId commit) {
        runs.get(run).resolvedTo(commit);
    }

    /** Whether something was published of which nobody knows yet if it is alone in its commit. */
    boolean lacksCount(RunId id) {
        return runs.get(id).severalPackages().isEmpty() && runs.packagesOf(id).stream()
                .anyMatch(recorded -> recorded.report().outcome() == PackageOutcome.PUBLISHED);
    }

    void counted(RunId run, boolean severalPackages) {
        runs.get(run).counted(severalPackages);
    }

    void record(RunId id, PackageReport report) {
        var run = runs.get(id);
        runs.save(RunPackage.of(id, run.revision(), report, clock.instant()));
        alarms.about(report, run.registry());
    }

    /** Ends the present revision, and tells how. */
    PublishCompleted complete(PublishRequested request, Optional<Fault> failure) {
        var run = runs.get(request.run());
        var reports = runs.packagesOf(request.run()).stream().filter(recorded -> recorded.revision() == run.revision())
                .map(RunPackage::report).toList();
        var state = stateOf(reports, failure);
        run.complete(state, failure, clock.instant());
        if (request.settings().mode() == RepositoryMode.PLAN) {
            run.resolved().ifPresent(commit -> watchers.forEach(watcher -> watcher.planned(request, commit, reports)));
        }
        metrics.completed(state, reports, Duration.between(run.startedAt(), clock.instant()));
        return new PublishCompleted(run.id(), run.revision(), request.repository(), run.commit(), request.before(),
                request.branch(),
                request.trigger(), request.author(), request.message(), request.delivery(), run.registry(), state,
                Counts.of(reports),
                Abridged.of(reports), failure, request.requestedAt(), run.startedAt(), run.finishedAt().orElseThrow(),
                Optional.of(request.settings()), run.severalPackages());
    }

    // What kept the run from its other packages does not undo what an attempt before had published.
    private static RunState stateOf(List<PackageReport> reports, Optional<Fault> failure) {
        var outcomes = EnumSet.noneOf(PackageOutcome.class);
        reports.forEach(report -> outcomes.add(report.outcome()));
        failure.ifPresent(fault -> outcomes.add(PackageOutcome.FAILED));
        return RunState.of(outcomes);
    }

    /**
     * @param commit what was asked for, if an earlier attempt resolved it: a branch may have moved on since
     * @param settled the paths of the packages that need nothing more in the present revision
     * @param missing the names of those that did not get into the registry in it
     */
    record Progress(Optional<CommitId> commit, Set<String> settled, Set<PackageName> missing) {
    }
}
