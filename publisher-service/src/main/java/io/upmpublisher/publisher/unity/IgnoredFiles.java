package io.upmpublisher.publisher.unity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;

import io.upmpublisher.publisher.manifest.Finding;
import io.upmpublisher.publisher.manifest.Finding.Code;
import io.upmpublisher.publisher.report.Examples;
import io.upmpublisher.publisher.tarball.LeftOut;

/**
 * Files that are tracked and yet not packed, though nobody asked for that: whoever writes a {@code .npmignore} or a
 * {@code files} list means the package, whoever writes a {@code .gitignore} means git.
 */
final class IgnoredFiles {

    private static final int MAX_RULES = 5;

    private IgnoredFiles() {
    }

    static List<Finding> findings(PackageAssets assets) {
        var byRule = new LinkedHashMap<LeftOut.Rule, TreeSet<String>>();
        for (var each : assets.leftOut()) {
            if (isSilent(each.rule())) {
                assets.trackedAt(each.path()).stream().filter(IgnoredFiles::isMissed)
                        .forEach(path -> byRule.computeIfAbsent(each.rule(), rule -> new TreeSet<>()).add(path));
            }
        }
        var findings = new ArrayList<Finding>();
        byRule.entrySet().stream().limit(MAX_RULES).forEach(entry -> findings.add(Finding.of(Code.FILES_IGNORED,
                inWords(entry.getKey()) + " leaves tracked files out of the package: "
                        + Examples.of(List.copyOf(entry.getValue())),
                "Write a .npmignore beside package.json, which takes the place of the .gitignore, or remove the files.")));
        return findings;
    }

    static String inWords(LeftOut.Rule rule) {
        return switch (rule.source()) {
            case DEFAULTS, STRICT -> "npm's own rule " + rule.pattern();
            case PACKAGE_JSON -> "\"files\" in package.json";
            case NPMIGNORE, GITIGNORE -> "the rule " + rule.pattern() + " in " + rule.place();
        };
    }

    private static boolean isSilent(LeftOut.Rule rule) {
        return switch (rule.source()) {
            case GITIGNORE, DEFAULTS -> true;
            case PACKAGE_JSON, NPMIGNORE, STRICT -> false;
        };
    }

    /** Backups and what begins with a dot are litter. What lies in folders such as {@code Samples~} is not. */
    private static boolean isMissed(String path) {
        return !AssetPath.isDotted(path) && !path.endsWith("~");
    }
}
