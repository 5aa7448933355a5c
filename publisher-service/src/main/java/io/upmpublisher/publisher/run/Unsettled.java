package io.upmpublisher.publisher.run;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.PackageReport;

/**
 * What an attempt at a run left open for causes that may pass.
 *
 * @param reports what to say of the packages if there is no further attempt
 */
record Unsettled(List<PackageReport> reports, Optional<Duration> after, boolean isPaused) {

    static Optional<Unsettled> among(List<PackageResult> results) {
        var open = results.stream().filter(result -> !(result instanceof PackageResult.Final)).toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var after = open.stream()
                .flatMap(result -> result instanceof PackageResult.Transient(var report, var wait) ? wait.stream()
                        : Optional.<Duration> empty().stream())
                .max(Comparator.naturalOrder());
        var paused = open.stream().anyMatch(PackageResult.RegistryPaused.class::isInstance);
        return Optional.of(new Unsettled(open.stream().map(PackageResult::report).toList(), after, paused));
    }

    String code() {
        return reports.getFirst().code();
    }

    String cause() {
        return reports.getFirst().path() + ": " + reports.getFirst().cause();
    }
}
