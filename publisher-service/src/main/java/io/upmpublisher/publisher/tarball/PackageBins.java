package io.upmpublisher.publisher.tarball;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The commands of a package as npm normalises {@code bin} and {@code directories.bin}: name to path in the package. */
public final class PackageBins {

    private PackageBins() {
    }

    public static Map<String, String> of(ObjectNode manifest, PackageTree tree) {
        return of(manifest, Folder.of(tree.files()));
    }

    /** A path in a manifest as npm secures it: inside the package, whatever it says. */
    public static String inside(String path) {
        return PackPath.inside(path);
    }

    static Map<String, String> of(ObjectNode manifest, Folder folder) {
        var bins = new LinkedHashMap<String, String>();
        var bin = manifest.path("bin");
        if (bin.isTextual() && !bin.textValue().isEmpty()) {
            Optional.of(manifest.path("name").asText("")).filter(name -> !name.isEmpty())
                    .ifPresent(name -> add(bins, name, bin.textValue()));
        } else if (bin.isArray()) {
            bin.forEach(target -> {
                if (target.isTextual()) {
                    add(bins, basename(target.textValue()), target.textValue());
                }
            });
        } else if (bin.isObject()) {
            bin.properties().forEach(entry -> {
                if (entry.getValue().isTextual()) {
                    add(bins, entry.getKey(), entry.getValue().textValue());
                }
            });
        } else if (!bin.asBoolean() && manifest.path("directories").path("bin").isTextual()) {
            var path = PackPath.inside(manifest.path("directories").path("bin").textValue());
            folder.folder(withoutSlash(path)).ifPresent(found -> addFolder(bins, path, "", found));
        }
        return bins;
    }

    private static void add(Map<String, String> bins, String name, String target) {
        var base = basename(PackPath.inside(name));
        var path = PackPath.inside(target);
        if (!base.isEmpty() && !path.isEmpty()) {
            bins.put(base, path);
        }
    }

    /** All below, folders included and hidden ones not: what npm's glob finds for {@code **}. */
    private static void addFolder(Map<String, String> bins, String path, String below, Folder folder) {
        folder.files().forEach((name, file) -> {
            if (!name.startsWith(".")) {
                bins.put(name, path + "/" + below + name);
            }
        });
        folder.folders().forEach((name, child) -> {
            if (!name.startsWith(".")) {
                bins.put(name, path + "/" + below + name);
                addFolder(bins, path, below + name + "/", child);
            }
        });
    }

    private static String basename(String path) {
        return PackPath.basename(withoutSlash(path));
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
