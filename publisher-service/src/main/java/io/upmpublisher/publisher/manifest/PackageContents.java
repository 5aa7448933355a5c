package io.upmpublisher.publisher.manifest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.upmpublisher.publisher.tarball.PackageFile;
import io.upmpublisher.publisher.tarball.PackageFile.Kind;
import io.upmpublisher.publisher.tarball.PackageTree;

/** What a manifest takes from the files beside it. */
final class PackageContents {

    /** A longer README or AUTHORS file is left out, as if it were not there: registries limit the whole document. */
    private static final int MAX_TEXT_BYTES = 1 << 20;

    private final Map<String, PackageFile> files = new TreeMap<>();

    PackageContents(PackageTree tree) {
        tree.files().forEach(file -> files.put(file.path(), file));
    }

    boolean has(String path) {
        return files.containsKey(path) || files.keySet().stream().anyMatch(file -> file.startsWith(path + "/"));
    }

    /** Names of what lies in the package's folder itself and is no folder. */
    List<String> topLevel() {
        return files.keySet().stream().filter(path -> path.indexOf('/') < 0).toList();
    }

    List<String> below(String folder) {
        return files.keySet().stream().filter(path -> folder.isEmpty() || path.startsWith(folder + "/")).toList();
    }

    Optional<String> text(String path) throws IOException {
        var file = files.get(path);
        if (file == null || file.kind() != Kind.REGULAR || file.size() > MAX_TEXT_BYTES) {
            return Optional.empty();
        }
        try (var content = file.open()) {
            return Optional.of(new String(content.readNBytes(MAX_TEXT_BYTES), StandardCharsets.UTF_8));
        }
    }
}
