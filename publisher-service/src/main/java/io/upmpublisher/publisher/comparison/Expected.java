package io.upmpublisher.publisher.comparison;

import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.SemVersion;

/**
 * A version that a run would have published.
 *
 * @param path of the manifest
 * @param integrity of the tarball as that run packed it
 */
record Expected(SemVersion version, CommitId commit, String path, Optional<String> integrity) {
}
