package io.upmpublisher.changelog.history;

import java.util.Map;
import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.SemVersion;

/**
 * A published version whose commits are asked for.
 *
 * @param manifestPath relative to the repository's root
 * @param before the highest version that the registry had before
 * @param published the commits that earlier versions were published from
 */
public record PackageVersion(String manifestPath, SemVersion version, Optional<SemVersion> before,
        Map<SemVersion, CommitId> published) {

    public PackageVersion {
        published = Map.copyOf(published);
    }

    String folder() {
        return manifestPath.contains("/") ? manifestPath.substring(0, manifestPath.lastIndexOf('/')) : "";
    }
}
