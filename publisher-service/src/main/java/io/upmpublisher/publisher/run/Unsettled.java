package io.upmpublisher.publisher.run;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.upmpublisher.events.PackageReport;
import io.upmpublisher.publisher.decision.PackageResult;

/**
 * What an attempt at a run left open for causes that are not the packages' own.
 *
 * @param first the result that says best why
 * @param reports what to say of the packages if there is no further attempt
 * @param after how long a registry asked to be left alone
 */
record Unsettled(PackageResult first, List<PackageReport> reports, Optional<Duration> after) {

    static Optional<Unsettled> among(List<PackageResult> results) {
        var open = results.stream().filter(result -> !(result instanceof PackageResult.Final)).toList();
        return open.stream().min(Comparator.comparing(Unsettled::rank))
                .map(first -> new Unsettled(first, open.stream().map(PackageResult::report).toList(), longestWait(open)));
    }

    /** Whether it waits for a person, and no attempt is used up meanwhile. */
    boolean isPaused() {
        return first instanceof PackageResult.RegistryPaused;
    }

    boolean isHopeless() {
        return first instanceof PackageResult.Misconfigured;
    }

    String code() {
        return first.report().code();
    }

    String cause() {
        return first.report().path() + ": " + first.report().cause();
    }

    private static int rank(PackageResult result) {
        return switch (result) {
            case PackageResult.RegistryPaused paused -> 0;
            case PackageResult.Misconfigured misconfigured -> 1;
            case PackageResult.Transient passing -> 2;
            case PackageResult.Final settled -> 3;
        };
    }

    private static Optional<Duration> longestWait(List<PackageResult> open) {
        return open.stream()
                .flatMap(result -> result instanceof PackageResult.Transient(var report, var wait) ? wait.stream()
                        : Stream.<Duration> empty())
                .max(Comparator.naturalOrder());
    }
}
