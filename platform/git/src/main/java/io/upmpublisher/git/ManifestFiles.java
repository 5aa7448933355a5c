package io.upmpublisher.git;

import java.util.List;
import java.util.regex.Pattern;

/** Which files of a commit are taken for manifests of packages. One that somebody names by its path is meant wherever it is. */
public final class ManifestFiles {

    public static final String NAME = "package.json";

    // What Unity does not import (https://docs.unity3d.com/Manual/SpecialFolders.html), and what package managers install.
    private static final Pattern HIDDEN_FOLDER = Pattern.compile("(?:^|/)(?:node_modules|\\.[^/]+|[^/]*~)/");

    private ManifestFiles() {
    }

    /** In git's order. */
    public static List<TreeEntry> in(CommitTree tree) {
        return tree.entries().stream().filter(entry -> isUsable(entry) && isInSight(entry.path())).toList();
    }

    /** Whether it is a file that can be read, whatever its path. */
    public static boolean isUsable(TreeEntry entry) {
        return entry.isSound() && entry.kind() != EntryKind.SYMLINK && entry.kind() != EntryKind.SUBMODULE;
    }

    /** Whether a manifest at this path is found without being named. */
    public static boolean isInSight(String path) {
        return (path.equals(NAME) || path.endsWith("/" + NAME)) && !HIDDEN_FOLDER.matcher(path).find();
    }
}
