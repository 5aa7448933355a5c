package io.upmpublisher.publisher.unity;

import io.upmpublisher.publisher.manifest.PackageManifest;
import io.upmpublisher.publisher.source.PackageSource;

/** A package of the commit. */
public record UnityPackage(PackageSource source, PackageManifest manifest) {

    String name() {
        return manifest.name().value();
    }

    /** Where its files lie in the repository: empty, or ending with a slash. */
    String folder() {
        return source.path().substring(0, source.path().lastIndexOf('/') + 1);
    }
}
