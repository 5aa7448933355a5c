package io.upmpublisher.publisher.run;

import io.upmpublisher.publisher.manifest.PackageManifest;
import io.upmpublisher.publisher.source.PackageSource;

/**
 * A package of the run whose manifest can be published.
 *
 * @param bumped whether the pushed range itself set its version
 */
record Candidate(PackageSource source, PackageManifest manifest, boolean bumped, Reporting reporting) {

    String path() {
        return source.path();
    }
}
