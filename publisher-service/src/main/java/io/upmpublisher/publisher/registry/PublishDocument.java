package io.upmpublisher.publisher.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;

/**
 * One version to be published.
 *
 * @param manifest the normalised manifest as npm would send it; {@code _id} and {@code dist} are added when sending
 * @param version without build metadata, as registries know it
 */
public record PublishDocument(ObjectNode manifest, PackageName name, SemVersion version, DistTag tag, Access access,
        Tarball tarball) {

    /**
     * @throws IllegalArgumentException if the manifest is of another name or version: registries do not check that, and would
     *         serve a version that no client can install
     */
    public PublishDocument {
        manifest = manifest.deepCopy();
        if (version.build().isPresent()) {
            throw new IllegalArgumentException("a version is published without build metadata");
        }
        if (!manifest.path("name").asText().equals(name.value())
                || !manifest.path("version").asText().equals(version.toString())) {
            throw new IllegalArgumentException("the manifest is not that of " + name + "@" + version);
        }
        if (version.isPrerelease() && tag.equals(DistTag.LATEST)) {
            throw new IllegalArgumentException("a prerelease never becomes latest");
        }
        if (access == Access.RESTRICTED && name.scope().isEmpty()) {
            throw new IllegalArgumentException("a package without scope cannot be restricted");
        }
    }
}
