package io.upmpublisher.changelog.release;

import java.io.IOException;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.git.CommitTree;
import io.upmpublisher.git.ManifestFiles;
import io.upmpublisher.git.TreeEntry;

/**
 * What tags of a commit are called: {@code upm/1.2.3}, or {@code com.studio.core/1.2.3} where it holds several packages. It
 * follows from the commit alone, so that whatever is tried again means the same tag.
 */
public record TagNames(boolean several) {

    private static final int MAX_MANIFEST_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * For events that do not say whether there are several. Everything counts that has a name and a version, published or not,
     * so that never one is seen where the publisher sees several.
     */
    public static TagNames at(CommitTree tree) {
        var manifests = ManifestFiles.in(tree);
        if (manifests.size() < 2) {
            return new TagNames(false);
        }
        tree.bring(manifests);
        return new TagNames(manifests.stream().filter(manifest -> isPublic(tree, manifest)).limit(2).count() > 1);
    }

    /**
     * @param path of the package's manifest; one that is published from where nobody looks was not counted, and may not take
     *        the name that is for the only one
     */
    public String of(String path, PackageName name, SemVersion version) {
        return (several || !ManifestFiles.isInSight(path) ? name.value() : "upm") + "/" + version.withoutBuild();
    }

    private static boolean isPublic(CommitTree tree, TreeEntry manifest) {
        if (tree.size(manifest) > MAX_MANIFEST_BYTES) {
            return false;
        }
        try {
            var json = JSON.readTree(tree.read(manifest, MAX_MANIFEST_BYTES));
            return json.path("name").isTextual() && json.path("version").isTextual() && !json.path("private").asBoolean();
        } catch (IOException e) {
            // Nobody can publish it.
            return false;
        }
    }
}
