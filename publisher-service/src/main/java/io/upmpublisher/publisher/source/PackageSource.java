package io.upmpublisher.publisher.source;

import io.upmpublisher.publisher.tarball.PackageTree;

/**
 * A package's folder at a commit.
 *
 * @param path of the manifest, relative to the repository's root
 * @param manifest its bytes, at most one more than a manifest may have
 */
public record PackageSource(String path, byte[] manifest, PackageTree tree) {
}
