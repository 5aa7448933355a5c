package io.upmpublisher.publisher.tarball;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.upmpublisher.publisher.tarball.PackageFile.Kind;
import io.upmpublisher.publisher.tarball.PackingRefusedException.Code;

/** A tree's files sorted into folders, so that they can be walked as npm walks a disk. */
final class Folder {

    private static final int MAX_DEPTH = 200;

    private final Map<String, Folder> folders = new TreeMap<>();
    private final Map<String, PackageFile> files = new TreeMap<>();

    static Folder of(Collection<? extends PackageFile> files) {
        var root = new Folder();
        for (var file : files) {
            var segments = PackPath.checked(file.path()).split("/");
            if (segments.length > MAX_DEPTH) {
                throw new PackingRefusedException(Code.PATH_REFUSED, "a file lies more than " + MAX_DEPTH + " folders deep");
            }
            var folder = root;
            for (var i = 0; i < segments.length - 1; i++) {
                folder = folder.folders.computeIfAbsent(segments[i], name -> new Folder());
            }
            folder.files.put(segments[segments.length - 1], file);
        }
        return root;
    }

    Map<String, Folder> folders() {
        return folders;
    }

    Map<String, PackageFile> files() {
        return files;
    }

    /** Finds a file, link or submodule below, or nothing where the path leads elsewhere. */
    Optional<PackageFile> entry(String path) {
        var slash = path.lastIndexOf('/');
        return folder(slash < 0 ? "" : path.substring(0, slash))
                .map(folder -> folder.files.get(path.substring(slash + 1)));
    }

    Optional<PackageFile> file(String path) {
        return entry(path).filter(file -> file.kind() == Kind.REGULAR);
    }

    Optional<Folder> folder(String path) {
        var folder = Optional.of(this);
        for (var segment : path.isEmpty() ? new String[0] : path.split("/")) {
            folder = folder.map(each -> each.folders.get(segment));
        }
        return folder;
    }
}
