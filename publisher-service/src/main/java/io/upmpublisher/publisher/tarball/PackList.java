package io.upmpublisher.publisher.tarball;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.publisher.glob.GlobTooComplexException;
import io.upmpublisher.publisher.glob.MatchBudget;
import io.upmpublisher.publisher.tarball.PackageFile.Kind;
import io.upmpublisher.publisher.tarball.PackingRefusedException.Code;

/** Which files {@code npm publish} of npm 11 would put into the tarball, in its order; see docs/packing.md. */
public final class PackList {

    private static final long MATCHING_STEPS = 2_000_000_000L;
    private static final int MAX_MANIFEST_BYTES = 1 << 20;
    private static final Set<String> RULE_FILES = Set.of(".gitattributes", "package.json", ".npmignore", ".gitignore");
    private static final JsonMapper JSON = new JsonMapper();

    private final Folder root;
    private final MatchBudget budget = new MatchBudget(MATCHING_STEPS);
    private final PackWalker.Walked walked = new PackWalker.Walked();
    private final Set<String> bundled = new HashSet<>();

    private PackList(Folder root) {
        this.root = root;
    }

    /**
     * @param manifest the package's own package.json as it is in the tree
     * @throws PackingRefusedException for hostile paths and rules
     */
    public static List<PackEntry> of(PackageTree tree, ObjectNode manifest) throws IOException {
        return whole(tree, manifest).files();
    }

    /** The same with what cannot be packed, and the rules by which other files are left out. */
    public static PackListing whole(PackageTree tree, ObjectNode manifest) throws IOException {
        var files = tree.files();
        tree.bring(files.stream().filter(file -> isRule(file.path())).toList());
        var root = Folder.of(files);
        var list = new PackList(root);
        try {
            list.collect(manifest);
        } catch (GlobTooComplexException e) {
            throw new PackingRefusedException(Code.PACK_RULES_TOO_COMPLEX, e);
        }
        var bins = Set.copyOf(PackageBins.of(manifest, root).values());
        var walked = list.walked;
        var entries = walked.packed().stream().sorted(PackOrder.INSTANCE)
                .map(path -> PackEntry.of(root.file(path).orElseThrow(), bins)).toList();
        return new PackListing(entries, walked.others().stream().map(path -> root.entry(path).orElseThrow()).toList(),
                walked.leftOut());
    }

    /** Whether what is packed depends on the content of the file at this path. */
    public static boolean isRule(String path) {
        return RULE_FILES.contains(PackPath.basename(path));
    }

    private void collect(ObjectNode manifest) throws IOException {
        PackWalker.walkPackage(root, PackRules.of(manifest, root, budget), budget, walked);
        // npm makes no rule of what is a link on the disk.
        ManifestValues.files(manifest).orElse(List.of()).stream().map(PackPath::inside)
                .filter(path -> root.entry(path).filter(entry -> entry.kind() == Kind.SYMLINK).isPresent())
                .forEach(walked.others()::add);
        bundled.add("");
        for (var name : ManifestValues.bundled(manifest)) {
            bundle(name, "");
        }
    }

    /** @param from the folder of the package that depends on it, empty for the root, else ending in a slash */
    private void bundle(String name, String from) throws IOException {
        var found = resolve(name, from);
        if (found.isEmpty()) {
            return;
        }
        var path = found.get();
        var folder = root.folder(path.substring(0, path.length() - 1)).orElseThrow();
        var manifest = manifest(folder);
        if (!bundled.add(path)) {
            return;
        }
        var below = new PackWalker.Walked();
        PackWalker.walkBundled(folder, PackRules.of(manifest, folder, budget), budget, below);
        below.packed().forEach(file -> walked.packed().add(path + file));
        below.others().forEach(other -> walked.others().add(path + other));
        for (var dependency : ManifestValues.dependencies(manifest)) {
            bundle(dependency, path);
        }
    }

    /** Node's way: in the dependant's own node_modules, then in those around it. */
    private Optional<String> resolve(String name, String from) {
        for (var base = from;; base = base.substring(0, base.lastIndexOf("node_modules/"))) {
            var path = base + "node_modules/" + name;
            if (!name.isEmpty() && root.folder(path).isPresent()) {
                return Optional.of(path + "/");
            }
            if (base.isEmpty()) {
                return Optional.empty();
            }
        }
    }

    private static ObjectNode manifest(Folder folder) throws IOException {
        var file = folder.file("package.json");
        if (file.isEmpty() || file.get().size() > MAX_MANIFEST_BYTES) {
            return JSON.createObjectNode();
        }
        try (var content = file.get().open()) {
            return JSON.readTree(content.readNBytes(MAX_MANIFEST_BYTES)) instanceof ObjectNode object ? object
                    : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            // npm, too, goes on with a bundled package whose manifest it cannot read.
            return JSON.createObjectNode();
        }
    }

}
