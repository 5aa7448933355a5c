package io.upmpublisher.publisher.run;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PackageOutcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.PublishCompleted.Counts;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.RunState;

/** Writes down what becomes of runs, each method inside the caller's fenced transaction. */
@ApplicationScoped
class RunJournal {

    private final RunRepository runs;
    private final Clock clock;

    RunJournal(RunRepository runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    void begin(PublishRequested request) {
        runs.find(request.run()).ifPresentOrElse(run -> run.resume(clock.instant()),
                () -> runs.persist(Run.begin(request, clock.instant())));
    }

    void resolved(RunId run, CommitId commit) {
        runs.get(run).resolvedTo(commit);
    }

    void record(RunId run, PackageReport report) {
        runs.save(RunPackage.of(run, runs.get(run).revision(), report, clock.instant()));
    }

    /** The paths of the packages that need nothing more in the present revision. */
    Set<String> settledPaths(RunId run) {
        var revision = runs.get(run).revision();
        return runs.packagesOf(run).stream().filter(recorded -> recorded.isSettledIn(revision))
                .map(recorded -> recorded.report().path())
                .collect(Collectors.toSet());
    }

    /** Ends the present revision, and tells how. */
    PublishCompleted complete(PublishRequested request, Optional<Fault> failure) {
        var run = runs.get(request.run());
        var reports = runs.packagesOf(request.run()).stream().filter(recorded -> recorded.revision() == run.revision())
                .map(RunPackage::report).toList();
        var state = failure.isPresent() ? RunState.FAILED : RunState.of(outcomes(reports));
        run.complete(state, failure, clock.instant());
        return new PublishCompleted(run.id(), run.revision(), request.repository(), run.commit(), request.before(),
                request.branch(),
                request.trigger(), request.author(), request.message(), request.delivery(), run.registry(), state,
                Counts.of(reports),
                reports, failure, request.requestedAt(), run.startedAt(), run.finishedAt().orElseThrow());
    }

    private static Set<PackageOutcome> outcomes(List<PackageReport> reports) {
        return reports.stream().map(PackageReport::outcome).collect(Collectors.toSet());
    }
}
