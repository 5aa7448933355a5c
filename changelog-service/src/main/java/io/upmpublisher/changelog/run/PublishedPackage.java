package io.upmpublisher.changelog.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.PackageOutcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.SemVersion;

/**
 * A package that a run published.
 *
 * @param path of its manifest
 * @param before the highest version that the registry had before
 */
record PublishedPackage(String path, PackageName name, SemVersion version, Optional<SemVersion> before) {

    static List<PublishedPackage> in(PublishCompleted event) {
        return event.packages().stream().filter(report -> report.outcome() == PackageOutcome.PUBLISHED)
                .flatMap(PublishedPackage::of).toList();
    }

    private static Stream<PublishedPackage> of(PackageReport report) {
        return report.name().isPresent() && report.version().isPresent()
                ? Stream.of(new PublishedPackage(report.path(), report.name().get(), report.version().get().withoutBuild(),
                        report.oldVersion()))
                : Stream.empty();
    }
}
