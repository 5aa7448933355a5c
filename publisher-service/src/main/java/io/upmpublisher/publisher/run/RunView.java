package io.upmpublisher.publisher.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.RunState;

/** A run as the API shows it. */
record RunView(RunId run, int revision, String repository, String commit, RunState state, String registry,
        Optional<Fault> failure,
        List<PackageReport> packages, Instant requestedAt, Instant startedAt, Optional<Instant> finishedAt) {

    static RunView from(Run run, List<RunPackage> packages) {
        return new RunView(run.id(), run.revision(), run.repository(), run.commit().value(), run.state(), run.registry(),
                run.failure(),
                packages.stream().map(RunPackage::report).toList(), run.requestedAt(), run.startedAt(), run.finishedAt());
    }
}
