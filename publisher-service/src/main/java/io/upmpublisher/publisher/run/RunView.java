package io.upmpublisher.publisher.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.RunState;

/**
 * A run as the API shows it.
 *
 * @param packages those whose outcome is known
 * @param steps when each package came to each step; the last of a package without outcome is where it is
 */
record RunView(RunId run, int revision, String repository, String commit, RunState state, String registry,
        Optional<Fault> failure,
        List<PackageReport> packages, List<RunSteps.Begun> steps, Instant requestedAt, Instant startedAt,
        Optional<Instant> finishedAt) {

    static RunView from(Run run, List<RunPackage> packages, List<RunSteps.Begun> steps) {
        return new RunView(run.id(), run.revision(), run.repository(), run.commit().value(), run.state(), run.registry(),
                run.failure(),
                packages.stream().map(RunPackage::report).toList(), steps, run.requestedAt(), run.startedAt(),
                run.finishedAt());
    }
}
