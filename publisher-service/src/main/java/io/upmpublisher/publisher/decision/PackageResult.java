package io.upmpublisher.publisher.decision;

import java.time.Duration;
import java.util.Optional;

import io.upmpublisher.events.PackageReport;
import io.upmpublisher.publisher.registry.RegistryCode;
import io.upmpublisher.publisher.registry.RegistryProblem;
import io.upmpublisher.publisher.report.Reporting;

/** How far an attempt brought a package. */
public sealed interface PackageResult {

    PackageReport report();

    /**
     * Nothing more is to be done for the package in this revision of the run.
     */
    record Final(PackageReport report) implements PackageResult {
    }

    /**
     * What stopped it may pass.
     *
     * @param report what to say of it if there is no further attempt
     */
    record Transient(PackageReport report, Optional<Duration> after) implements PackageResult {
    }

    /** The registry refuses the credential: nothing goes there until a person has seen to it. */
    record RegistryPaused(PackageReport report) implements PackageResult {
    }

    /** Nothing helps but a change of our configuration: it is given up, for an operator to replay after that. */
    record Misconfigured(PackageReport report) implements PackageResult {
    }

    /** What a registry's problem means for a package that has got no further. */
    static PackageResult stoppedBy(RegistryProblem problem, Reporting reporting) {
        var report = reporting.failed(problem.code().name(), problem.cause(), problem.remedy(), problem.retryHelps());
        if (problem.code() == RegistryCode.REGISTRY_CREDENTIAL_REFUSED) {
            return new RegistryPaused(report);
        }
        return problem.retryHelps() ? new Transient(report, problem.retryAfter()) : new Final(report);
    }
}
