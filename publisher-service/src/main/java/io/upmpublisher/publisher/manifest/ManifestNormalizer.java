package io.upmpublisher.publisher.manifest;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.publisher.tarball.PackageTree;

/**
 * Makes the manifest that npm 11 sends in its publish document (https://github.com/npm/package-json, {@code fix} and
 * {@code prepare}): cleaned fields, and what it finds in the files beside it. Unity's own keys pass through. The package.json
 * in the tarball is not touched.
 */
public final class ManifestNormalizer {

    /** Without {@code dist}, {@code _nodeVersion} and {@code _npmVersion}. */
    public ObjectNode normalize(PackageManifest manifest, PackageTree tree, CommitId commit) throws IOException {
        var data = manifest.raw();
        data.put("name", manifest.name().value());
        data.put("version", manifest.version().toString());
        new FileFields(data, tree).add();
        if (!UpmPackageRule.isTrue(data.path("gitHead"))) {
            data.put("gitHead", commit.toString());
        }
        var hidden = data.properties().stream().map(Map.Entry::getKey).filter(key -> key.startsWith("_")).toList();
        data.remove(hidden);
        data.put("_id", manifest.name() + "@" + manifest.version());
        new DependencyFields(data).normalize();
        new DescriptionFields(data).normalize();
        return data;
    }
}
