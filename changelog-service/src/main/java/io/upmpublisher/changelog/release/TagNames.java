package io.upmpublisher.changelog.release;

import java.io.IOException;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.git.CommitTree;
import io.upmpublisher.git.EntryKind;
import io.upmpublisher.git.TreeEntry;

/**
 * What tags of a commit are called: {@code upm/1.2.3}, or {@code com.studio.core/1.2.3} where it holds several packages. It
 * follows from the commit alone, so that whatever is tried again means the same tag.
 */
public record TagNames(boolean several) {

    private static final int MAX_MANIFEST_BYTES = 1 << 20;
    private static final String MANIFEST = "package.json";
    // Unity does not import these folders, and package managers install into node_modules.
    private static final Pattern HIDDEN_FOLDER = Pattern.compile("(?:^|/)(?:node_modules|\\.[^/]+|[^/]*~)/");
    private static final ObjectMapper JSON = new ObjectMapper();

    public static TagNames at(CommitTree tree) {
        var manifests = tree.entries().stream().filter(TagNames::isManifest).toList();
        tree.bring(manifests);
        return new TagNames(manifests.stream().filter(manifest -> isPublic(tree, manifest)).limit(2).count() > 1);
    }

    public String of(PackageName name, SemVersion version) {
        return (several ? name.value() : "upm") + "/" + version.withoutBuild();
    }

    private static boolean isManifest(TreeEntry entry) {
        var path = entry.path();
        return entry.isSound() && (entry.kind() == EntryKind.REGULAR || entry.kind() == EntryKind.EXECUTABLE)
                && (path.equals(MANIFEST) || path.endsWith("/" + MANIFEST)) && !HIDDEN_FOLDER.matcher(path).find();
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
