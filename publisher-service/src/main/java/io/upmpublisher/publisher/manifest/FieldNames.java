package io.upmpublisher.publisher.manifest;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.publisher.manifest.Finding.Code;

/** Finds fields that were meant to be others: nobody complains of a field that nobody reads. */
final class FieldNames {

    /** What is read by Unity, or by npm when it publishes. */
    private static final List<String> READ = List.of("name", "version", "displayName", "description", "unity", "unityRelease",
            "dependencies", "keywords", "author", "license", "samples", "type", "hideInEditor", "documentationUrl",
            "changelogUrl", "licensesUrl", "repository", "files", "publishConfig", "private");
    /** Names in their own right that look like one of those. */
    private static final Set<String> OTHERS = Set.of("types", "typings", "author", "authors", "licenses", "main", "man", "bin",
            "browser", "module", "scripts", "bugs", "homepage", "funding", "engines", "os", "cpu", "config", "directories",
            "contributors", "maintainers", "exports", "imports", "workspaces", "overrides", "peerDependencies",
            "devDependencies", "optionalDependencies", "bundleDependencies", "bundledDependencies", "testDependencies",
            "category", "host", "upm", "upmCi", "relatedPackages", "testables", "readme", "readmeFilename", "gitHead",
            "deprecated", "$schema", "preview", "icon", "file", "names", "versions");
    private static final Map<String, String> ALSO_MEANT = Map.of("unityversion", "unity", "minunityversion", "unity",
            "minimumunityversion", "unity", "documentation", "documentationUrl", "documentationlink", "documentationUrl",
            "changelog", "changelogUrl", "title", "displayName", "tags", "keywords", "depends", "dependencies");
    private static final int LONG = 7;
    private static final int MAX_LENGTH = 40;

    private FieldNames() {
    }

    static void check(ObjectNode raw, Findings findings) {
        var present = new HashSet<String>();
        raw.fieldNames().forEachRemaining(present::add);
        for (var field : present.stream().sorted().toList()) {
            if (!READ.contains(field) && !OTHERS.contains(field) && field.length() <= MAX_LENGTH) {
                meant(field).filter(name -> !present.contains(name)).ifPresent(name -> findings.add(Finding.of(
                        Code.FIELD_MISSPELT, "/" + JsonText.escaped(field),
                        "a field is not known; \"" + name + "\" may be meant",
                        "Write \"" + name + "\", or remove the field.")));
            }
        }
    }

    private static Optional<String> meant(String field) {
        var plain = plain(field);
        return Optional.ofNullable(ALSO_MEANT.get(plain))
                .or(() -> READ.stream().filter(name -> isNear(plain, plain(name))).findFirst());
    }

    private static String plain(String field) {
        return field.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    private static boolean isNear(String one, String other) {
        var limit = Math.min(one.length(), other.length()) < LONG ? 1 : 2;
        return one.equals(other) || other.length() > 3 && Math.abs(one.length() - other.length()) <= limit
                && distance(one, other) <= limit;
    }

    /** Of letters to insert, to remove, to replace, or to swap with their neighbour. */
    private static int distance(String one, String other) {
        var rows = new int[one.length() + 1][other.length() + 1];
        for (var i = 0; i <= one.length(); i++) {
            for (var j = 0; j <= other.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : least(rows, i, j, one, other);
            }
        }
        return rows[one.length()][other.length()];
    }

    private static int least(int[][] rows, int i, int j, String one, String other) {
        var replaced = rows[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        var least = Math.min(replaced, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        var swaps = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swaps ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
