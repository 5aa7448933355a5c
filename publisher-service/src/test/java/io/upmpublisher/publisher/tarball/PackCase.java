package io.upmpublisher.publisher.tarball;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A small package: contents by path, which of them are executable, and symbolic links with what they point to. */
record PackCase(String name, Map<String, String> files, Set<String> executable, Map<String, String> links) {

    private static final JsonMapper JSON = new JsonMapper();
    static final String MANIFEST = "package.json";

    PackCase {
        files = new TreeMap<>(files);
        executable = new TreeSet<>(executable);
        links = new TreeMap<>(links);
    }

    /** @param manifest what stands in package.json beside name and version, without braces */
    static PackCase of(String name, String manifest, Map<String, String> files) {
        var all = new TreeMap<>(files);
        all.put(MANIFEST,
                "{\"name\":\"com.acme.pack\",\"version\":\"1.0.0\"" + (manifest.isEmpty() ? "" : "," + manifest) + "}");
        return new PackCase(name, all, Set.of(), Map.of());
    }

    static PackCase of(String name, String manifest, String... paths) {
        var files = new TreeMap<String, String>();
        List.of(paths).forEach(path -> files.put(path, "content of " + path + "\n"));
        return of(name, manifest, files);
    }

    PackCase with(String path, String content) {
        var more = new TreeMap<>(files);
        more.put(path, content);
        return new PackCase(name, more, executable, links);
    }

    PackCase executable(String... paths) {
        return new PackCase(name, files, Set.of(paths), links);
    }

    PackCase link(String path, String target) {
        return new PackCase(name, files, executable, Map.of(path, target));
    }

    ObjectNode manifest() throws IOException {
        return (ObjectNode) JSON.readTree(files.get(MANIFEST));
    }

    FakeTree tree() {
        var tree = new FakeTree();
        files.forEach((path, content) -> tree.with(path, content.getBytes(StandardCharsets.UTF_8),
                PackageFile.Kind.REGULAR, executable.contains(path)));
        links.forEach((path, target) -> tree.with(path, target.getBytes(StandardCharsets.UTF_8),
                PackageFile.Kind.SYMLINK, false));
        return tree;
    }

    void writeTo(Path folder) throws IOException {
        for (var file : files.entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
            Files.setPosixFilePermissions(path,
                    PosixFilePermissions.fromString(executable.contains(file.getKey()) ? "rwxr-xr-x" : "rw-r--r--"));
        }
        for (var link : links.entrySet()) {
            var path = folder.resolve(link.getKey());
            Files.createDirectories(path.getParent());
            Files.createSymbolicLink(path, Path.of(link.getValue()));
        }
    }
}
