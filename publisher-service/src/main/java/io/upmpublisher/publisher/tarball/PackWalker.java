package io.upmpublisher.publisher.tarball;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.publisher.glob.Glob;
import io.upmpublisher.publisher.glob.MatchBudget;
import io.upmpublisher.publisher.glob.PathParts;
import io.upmpublisher.publisher.tarball.PackageFile.Kind;

/**
 * Walks one folder as ignore-walk 8.0.0 (https://github.com/npm/ignore-walk/tree/v8.0.0) and npm-packlist do together: rules
 * of outer folders first, then this folder's, each able to take back what the others decided.
 */
final class PackWalker {

    private static final IgnoreRules NONE = new IgnoreRules(List.of());

    private final Folder folder;
    private final String path;
    private final @Nullable PackWalker parent;
    /** Whether the folder itself, not just something in it, is wanted; then even its excluded entries get a second look. */
    private final boolean exact;
    private final List<String> required;
    private final Map<RuleSource, IgnoreRules> rules = new EnumMap<>(RuleSource.class);
    private final MatchBudget budget;

    private PackWalker(Folder folder, String path, @Nullable PackWalker parent, boolean exact, List<String> required,
            MatchBudget budget) {
        this.folder = folder;
        this.path = path;
        this.parent = parent;
        this.exact = exact;
        this.required = required;
        this.budget = budget;
    }

    /** Collects the paths that a package's own folder contributes, and those that a rule keeps out. */
    static void walkPackage(Folder folder, PackRules rules, MatchBudget budget, Walked walked) throws IOException {
        var walker = new PackWalker(folder, "", null, false, rules.required(), budget);
        walker.rules.put(RuleSource.DEFAULTS, PackRules.DEFAULTS);
        walker.readIgnoreFiles();
        walker.addManifestRules(rules);
        walker.walk(walked);
    }

    /** The same for a bundled package, whose ignore files and whose litter npm disregards at its top. */
    static void walkBundled(Folder folder, PackRules rules, MatchBudget budget, Walked walked) throws IOException {
        var walker = new PackWalker(folder, "", null, false, rules.required(), budget);
        walker.addManifestRules(rules);
        walker.walk(walked);
    }

    private void addManifestRules(PackRules manifest) {
        if (folder.file("package.json").isEmpty()) {
            return;
        }
        manifest.files().ifPresent(files -> {
            rules.put(RuleSource.PACKAGE_JSON, files);
            rules.keySet().removeAll(EnumSet.of(RuleSource.NPMIGNORE, RuleSource.GITIGNORE));
        });
        rules.put(RuleSource.STRICT, manifest.strict());
    }

    private void readIgnoreFiles() throws IOException {
        for (var source : List.of(RuleSource.NPMIGNORE, RuleSource.GITIGNORE)) {
            var file = folder.file(source.file());
            if (file.isPresent()) {
                rules.put(source, IgnoreRules.read(file.get(), budget));
                return;
            }
        }
    }

    private void walk(Walked walked) throws IOException {
        for (var entry : folder.files().entrySet()) {
            var name = entry.getKey();
            var kind = entry.getValue().kind();
            // A clone has an empty folder where a submodule belongs.
            var exclusion = isPackable(name) ? exclusionOf(name, kind == Kind.SUBMODULE, null) : unpackable();
            if (exclusion == null) {
                (kind == Kind.REGULAR ? walked.packed() : walked.others()).add(path + name);
            } else {
                walked.leftOut().add(new LeftOut(path + name, exclusion));
            }
        }
        for (var entry : folder.folders().entrySet()) {
            var name = entry.getKey();
            var exclusion = isPackable(name) ? exclusionOf(name, true, null) : unpackable();
            if (exclusion == null) {
                child(name, entry.getValue()).walk(walked);
            } else {
                walked.leftOut().add(new LeftOut(path + name + "/", exclusion));
            }
        }
    }

    private PackWalker child(String name, Folder child) throws IOException {
        var exactly = exclusionOf(name, false, null) == null || exclusionOf(name + "/", false, null) == null;
        var below = required.stream()
                .filter(file -> file.startsWith(name + "/") && file.indexOf('/', name.length() + 1) < 0)
                .map(file -> file.substring(name.length() + 1))
                .toList();
        var walker = new PackWalker(child, path + name + "/", this, exactly, below, budget);
        walker.rules.put(RuleSource.DEFAULTS, PackRules.DEFAULTS);
        walker.readIgnoreFiles();
        walker.rules.put(RuleSource.STRICT, PackRules.strictBelow(below, budget));
        return walker;
    }

    /** npm leaves out names that its tar library cannot store for Windows. */
    private static boolean isPackable(String name) {
        return name.indexOf('*') < 0;
    }

    private LeftOut.Rule unpackable() {
        return new LeftOut.Rule(RuleSource.DEFAULTS, path, "that no name has a *");
    }

    /**
     * @param entry a path relative to this folder
     * @param partial whether the entry is a folder, which is also entered for the sake of what may be in it
     * @param basename the name of the entry where it lies deeper than this folder
     * @return the rule that keeps it out; null if it goes in
     */
    private LeftOut.@Nullable Rule exclusionOf(String entry, boolean partial, @Nullable String basename) {
        LeftOut.Rule exclusion = null;
        if (parent != null) {
            var ownName = PackPath.basename(path.substring(0, path.length() - 1));
            exclusion = parent.exclusionOf(ownName + "/" + entry, partial, basename == null ? entry : basename);
            if (exclusion != null && !exact) {
                return exclusion;
            }
        }
        var candidate = new Candidate(entry, partial, basename);
        for (var source : RuleSource.values()) {
            for (var rule : rules.getOrDefault(source, NONE).rules()) {
                // A negated rule includes, so a rule that would change nothing is not asked.
                if (rule.glob().negated() == (exclusion != null) && candidate.matches(rule.glob())) {
                    exclusion = rule.glob().negated() ? null : new LeftOut.Rule(source, path, rule.text());
                }
            }
        }
        return exclusion;
    }

    /** An entry in all the spellings in which ignore-walk shows it to a rule. */
    private final class Candidate {

        private final boolean partial;
        private final List<PathParts> asFile;
        private final List<PathParts> asFolder;
        private final List<PathParts> base;
        private final List<PathParts> baseAsFolder;

        Candidate(String entry, boolean partial, @Nullable String basename) {
            this.partial = partial;
            this.asFile = List.of(PathParts.of("/" + entry), PathParts.of(entry));
            this.asFolder = partial ? List.of(PathParts.of("/" + entry + "/"), PathParts.of(entry + "/")) : List.of();
            var alone = partial && basename != null;
            this.base = alone ? List.of(PathParts.of("/" + basename), PathParts.of(basename)) : List.of();
            this.baseAsFolder = alone ? List.of(PathParts.of("/" + basename + "/"), PathParts.of(basename + "/"))
                    : List.of();
        }

        boolean matches(Glob glob) {
            return any(glob, asFile, false)
                    || partial && (any(glob, asFolder, false) || glob.negated() && any(glob, asFile, true)
                            || glob.relative() && (any(glob, baseAsFolder, false)
                                    || glob.negated() && any(glob, base, true)));
        }

        private boolean any(Glob glob, List<PathParts> spellings, boolean beginning) {
            for (var spelling : spellings) {
                if (glob.matches(spelling, beginning, budget)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * @param packed paths of files
     * @param others paths of links and submodules that no rule keeps out
     * @param leftOut files, and folders as a whole
     */
    record Walked(Set<String> packed, Set<String> others, List<LeftOut> leftOut) {

        Walked() {
            this(new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
        }
    }
}
