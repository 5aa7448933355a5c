package io.upmpublisher.publisher.unity;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.publisher.tarball.LeftOut;
import io.upmpublisher.publisher.tarball.PackList;
import io.upmpublisher.publisher.tarball.PackageFile;
import io.upmpublisher.publisher.tarball.PackageTree;

/** The files of one package: those that are packed, with the folders that they imply, and those that are left out. */
final class PackageAssets {

    private final NavigableMap<String, PackageFile> packed = new TreeMap<>();
    private final Set<String> folders = new HashSet<>();
    private final TreeSet<String> tracked = new TreeSet<>();
    private final Collection<? extends PackageFile> files;
    private final List<LeftOut> leftOut;

    private PackageAssets(Listed tree, ObjectNode manifest) throws IOException {
        this.files = tree.files();
        var list = PackList.whole(tree, manifest);
        list.files().forEach(entry -> packed.put(entry.path(), entry.file()));
        packed.keySet().forEach(this::addFoldersOf);
        files.forEach(file -> tracked.add(file.path()));
        leftOut = list.leftOut();
    }

    static PackageAssets of(UnityPackage unityPackage) throws IOException {
        var tree = unityPackage.source().tree();
        return new PackageAssets(new Listed(tree, tree.files()), unityPackage.manifest().raw());
    }

    /** A tree that is listed once. */
    private record Listed(PackageTree tree, Collection<? extends PackageFile> files) implements PackageTree {

        @Override
        public void bring(Collection<? extends PackageFile> wanted) {
            tree.bring(wanted);
        }
    }

    private void addFoldersOf(String file) {
        for (var slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
            if (!folders.add(file.substring(0, slash))) {
                return;
            }
        }
    }

    /** Packed or not. */
    Collection<? extends PackageFile> files() {
        return files;
    }

    /** By path, sorted. */
    NavigableMap<String, PackageFile> packed() {
        return packed;
    }

    Set<String> folders() {
        return folders;
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }

    boolean has(String path) {
        return packed.containsKey(path) || folders.contains(path);
    }

    /** The tracked files that a path stands for, which for a folder ends with a slash. */
    Collection<String> trackedAt(String path) {
        return path.endsWith("/") ? tracked.subSet(path, path + Character.MAX_VALUE)
                : tracked.contains(path) ? List.of(path) : List.of();
    }

    /** The rule that keeps a tracked file, or the first of a folder, out of the package. */
    Optional<LeftOut.Rule> ruleAgainst(String path) {
        return leftOut.stream().filter(each -> isAtOrAround(each.path(), path) || each.path().startsWith(path + "/"))
                .map(LeftOut::rule).findFirst();
    }

    private static boolean isAtOrAround(String leftOut, String path) {
        return leftOut.endsWith("/") ? (path + "/").startsWith(leftOut) : leftOut.equals(path);
    }
}
