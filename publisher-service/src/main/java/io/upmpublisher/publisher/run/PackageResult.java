package io.upmpublisher.publisher.run;

import java.time.Duration;
import java.util.Optional;

import io.upmpublisher.events.PackageReport;

/** How far an attempt brought a package. */
sealed interface PackageResult {

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
}
