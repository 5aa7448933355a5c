package io.upmpublisher.publisher.decision;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.publisher.discovery.Candidate;
import io.upmpublisher.publisher.manifest.Finding;
import io.upmpublisher.publisher.registry.Packument;
import io.upmpublisher.publisher.report.Reporting;
import io.upmpublisher.publisher.report.WarningCode;
import io.upmpublisher.publisher.source.Source;
import io.upmpublisher.publisher.unity.CommitPackages;
import io.upmpublisher.publisher.unity.Predecessor;
import io.upmpublisher.publisher.unity.UnityChecks;
import io.upmpublisher.publisher.unity.UnityPackage;

/** Looks at what is about to be published, and says whether the repository wants it stopped for what is found. */
final class Inspection {

    /** Those that a package may have and be published. */
    private static final Set<String> WARNINGS = Stream.concat(
            Stream.of(Finding.Code.values()).filter(Finding.Code::isWarning).map(Enum::name),
            Stream.of(WarningCode.values()).map(Enum::name))
            .collect(Collectors.toSet());

    private final UnityChecks checks;
    private final Set<String> stopOn;

    private Inspection(UnityChecks checks, Set<String> stopOn) {
        this.checks = checks;
        this.stopOn = stopOn;
    }

    static Inspection of(Source source, Collection<Candidate> candidates, RepositorySettings settings) {
        var others = new CommitPackages(source, candidates.stream().map(Candidate::path).toList());
        // Of those whose version this push has set, nearly all are published, and the others are compared with what was.
        var packed = candidates.stream().filter(Candidate::bumped).map(Inspection::asUnityPackage).toList();
        return new Inspection(
                new UnityChecks(candidates.stream().map(Inspection::asUnityPackage).toList(), packed, others),
                Set.copyOf(settings.stopOn().orElseGet(List::of)));
    }

    /** Reports what Unity would find wrong with the package's files. */
    void inspect(Candidate candidate, Optional<Packument> packument) throws IOException {
        var started = System.nanoTime();
        var before = packument.flatMap(document -> document.stableBefore(candidate.manifest().version()))
                .map(entry -> new Predecessor(entry.getKey(), entry.getValue().unity()));
        candidate.reporting().warnOf(checks.inspect(asUnityPackage(candidate), before));
        warnOfUnknownCodes(candidate.reporting());
        candidate.reporting().took("inspect", Duration.ofNanos(System.nanoTime() - started));
    }

    private void warnOfUnknownCodes(Reporting reporting) {
        stopOn.stream().filter(code -> !WARNINGS.contains(code)).sorted()
                .forEach(code -> reporting.warn(WarningCode.STOP_CODE_UNKNOWN,
                        "The repository's settings stop packages on " + code + ", which is the code of no warning."));
    }

    /** What becomes of the package if one of its warnings stops it. */
    Optional<PackageReport> stop(Candidate candidate) {
        return candidate.reporting().stoppedOn(stopOn);
    }

    private static UnityPackage asUnityPackage(Candidate candidate) {
        return new UnityPackage(candidate.source(), candidate.manifest());
    }
}
