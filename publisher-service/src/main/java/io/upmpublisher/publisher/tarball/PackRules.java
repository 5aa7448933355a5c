package io.upmpublisher.publisher.tarball;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.publisher.glob.MatchBudget;

/**
 * The rules that npm-packlist 10.0.4 (https://github.com/npm/npm-packlist/tree/v10.0.4) has built in or reads from a
 * manifest. A negated rule keeps a file.
 *
 * @param files the manifest's {@code files}, empty if it has none
 * @param strict what no ignore file can change
 * @param required files that the {@code files} list names exactly: they count where their own folder is walked, too
 */
record PackRules(Optional<IgnoreRules> files, IgnoreRules strict, List<String> required) {

    private static final long BUILT_IN_STEPS = 1_000_000;

    /** Overridable by {@code files} and by ignore files. They act anew in every folder, those with a leading slash, too. */
    static final IgnoreRules DEFAULTS = IgnoreRules.of(List.of(
            ".npmignore",
            ".gitignore",
            "**/.git",
            "**/.svn",
            "**/.hg",
            "**/CVS",
            "**/.git/**",
            "**/.svn/**",
            "**/.hg/**",
            "**/CVS/**",
            "/.lock-wscript",
            "/.wafpickle-*",
            "/build/config.gypi",
            "npm-debug.log",
            "**/.npmrc",
            ".*.swp",
            ".DS_Store",
            "**/.DS_Store/**",
            "._*",
            "**/._*/**",
            "*.orig",
            "/archived-packages/**"), new MatchBudget(BUILT_IN_STEPS));

    private static final List<String> STRICT = List.of(
            "/.git",
            "!/package.json",
            "!/readme{,.*[^~$]}",
            "!/copying{,.*[^~$]}",
            "!/license{,.*[^~$]}",
            "!/licence{,.*[^~$]}",
            "/.git",
            "/node_modules",
            ".npmrc",
            "/package-lock.json",
            "/yarn.lock",
            "/pnpm-lock.yaml",
            "/bun.lockb");

    PackRules {
        required = List.copyOf(required);
    }

    static PackRules of(ObjectNode manifest, Folder folder, MatchBudget budget) {
        var files = ManifestValues.files(manifest);
        var patterns = new ArrayList<String>();
        patterns.add("*");
        var strict = new ArrayList<>(STRICT);
        var required = new ArrayList<String>();
        for (var entry : files.orElse(List.of())) {
            var file = entry.startsWith("./") ? entry.substring(1) : entry;
            file += file.endsWith("/*") ? "*" : "";
            switch (Named.by(file, folder)) {
                case FILE -> {
                    strict.addFirst("!" + file);
                    required.add(PackPath.normalize(file.startsWith("/") ? file.substring(1) : file));
                }
                case FOLDER -> {
                    patterns.add("!" + file);
                    patterns.add("!" + file + "/**");
                }
                case PATTERN -> patterns.add("!" + file);
                case OTHER -> {
                    // npm packs neither symbolic links nor what they stand for.
                }
            }
        }
        ManifestValues.text(manifest.get("browser")).ifPresent(browser -> strict.add("!/" + browser));
        ManifestValues.text(manifest.get("main")).ifPresent(main -> strict.add("!/" + main));
        PackageBins.of(manifest, folder).values().forEach(bin -> strict.add("!/" + bin));
        return new PackRules(files.map(given -> IgnoreRules.of(patterns, budget)), IgnoreRules.of(strict, budget), required);
    }

    /** Below the package's own folder only this is strict, and the files that the list names there. */
    static IgnoreRules strictBelow(List<String> required, MatchBudget budget) {
        var rules = new ArrayList<String>();
        rules.add("/.git");
        required.forEach(file -> rules.add("!" + file));
        return IgnoreRules.of(rules, budget);
    }

    /** What an entry of {@code files} is: npm looks at the disk to tell a file from a pattern. */
    private enum Named {
        FILE,
        FOLDER,
        PATTERN,
        OTHER;

        static Named by(String entry, Folder folder) {
            var marks = 0;
            while (marks < entry.length() && entry.charAt(marks) == '!') {
                marks++;
            }
            var path = PackPath.normalize(entry.substring(marks)).replace('\\', '/');
            path = path.startsWith("/") ? path.substring(1) : path;
            var onlyFolder = path.endsWith("/");
            path = onlyFolder ? path.substring(0, path.length() - 1) : path;
            if (folder.folder(path).isPresent()) {
                return FOLDER;
            }
            return onlyFolder ? PATTERN : folder.entry(path).map(found -> switch (found.kind()) {
                case REGULAR -> FILE;
                case SUBMODULE -> FOLDER;
                case SYMLINK -> OTHER;
            }).orElse(PATTERN);
        }
    }
}
