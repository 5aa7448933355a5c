package io.upmpublisher.publisher.discovery;

import java.util.Set;

import io.upmpublisher.publisher.manifest.PackageManifest;
import io.upmpublisher.publisher.report.Reporting;
import io.upmpublisher.publisher.source.PackageSource;

/**
 * A package of the run whose manifest can be published.
 *
 * @param dependencies the names that its manifest lists
 * @param bumped whether the pushed range itself set its version
 */
public record Candidate(PackageSource source, PackageManifest manifest, Set<String> dependencies, boolean bumped,
        Reporting reporting) {

    public Candidate {
        dependencies = Set.copyOf(dependencies);
    }

    Candidate(PackageSource source, PackageManifest manifest, boolean bumped, Reporting reporting) {
        this(source, manifest, manifest.dependencies().keySet(), bumped, reporting);
    }

    public String path() {
        return source.path();
    }
}
