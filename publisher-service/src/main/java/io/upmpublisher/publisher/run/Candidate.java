package io.upmpublisher.publisher.run;

import java.util.Set;

import io.upmpublisher.publisher.manifest.PackageManifest;
import io.upmpublisher.publisher.source.PackageSource;

/**
 * A package of the run whose manifest can be published.
 *
 * @param dependencies the names that its manifest lists
 * @param bumped whether the pushed range itself set its version
 */
record Candidate(PackageSource source, PackageManifest manifest, Set<String> dependencies, boolean bumped,
        Reporting reporting) {

    Candidate {
        dependencies = Set.copyOf(dependencies);
    }

    Candidate(PackageSource source, PackageManifest manifest, boolean bumped, Reporting reporting) {
        this(source, manifest, manifest.dependencies().keySet(), bumped, reporting);
    }

    String path() {
        return source.path();
    }
}
