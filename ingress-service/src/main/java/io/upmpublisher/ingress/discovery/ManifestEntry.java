package io.upmpublisher.ingress.discovery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.github.GitHubAnswer;

/**
 * A {@code package.json} in a tree of GitHub's. What counts as a package is what the publisher publishes, but for the scopes
 * that it may be given: those that it decides about are shown by a probe.
 */
record ManifestEntry(String path, String blob) {

    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_PATH = 1_000;
    private static final int MAX_TEXT = 214;
    private static final Pattern BLOB = Pattern.compile("[0-9a-f]{40,64}");
    // It is kept in the database, which does not take all of these, and shown, where some would make it look like another.
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    private static final Pattern REGULAR_FILE = Pattern.compile("100(?:644|755)");
    // As platform/git finds them, which nothing else here needs: what Unity does not import, and what package managers install.
    private static final Pattern HIDDEN_FOLDER = Pattern.compile("(?:^|/)(?:node_modules|\\.[^/]+|[^/]*~)/");
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<ManifestEntry> in(JsonNode tree) {
        var manifests = new ArrayList<ManifestEntry>();
        for (var entry : tree) {
            var path = entry.path("path").asText();
            var blob = entry.path("sha").asText();
            if ((path.equals("package.json") || path.endsWith("/package.json")) && path.length() <= MAX_PATH
                    && REGULAR_FILE.matcher(entry.path("mode").asText()).matches() && BLOB.matcher(blob).matches()
                    && entry.path("size").asLong() <= MAX_BYTES && !HIDDEN_FOLDER.matcher(path).find()) {
                manifests.add(new ManifestEntry(path, blob));
            }
        }
        return manifests;
    }

    FoundPackage unread() {
        return FoundPackage.unread(shownPath());
    }

    /** Empty if it is no Unity package; without a name, if that cannot be told. */
    Optional<FoundPackage> read(GitHubAnswer answer) {
        if (!answer.isSuccess()) {
            return Optional.of(unread());
        }
        try {
            var manifest = JSON.readTree(Base64.getMimeDecoder().decode(answer.body().path("content").asText()));
            if (manifest == null || !manifest.isObject()) {
                return Optional.of(unread());
            }
            return isUnitys(manifest)
                    ? Optional.of(new FoundPackage(shownPath(), text(manifest, "name"), text(manifest, "version"),
                            manifest.path("private").asBoolean()))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of(unread());
        }
    }

    private String shownPath() {
        return fit(path, "\ufffd");
    }

    private static boolean isUnitys(JsonNode manifest) {
        return text(manifest, "unity").isPresent() || text(manifest, "displayName").isPresent()
                || text(manifest, "name").filter(ManifestEntry::isReverseDomain).isPresent();
    }

    private static boolean isReverseDomain(String name) {
        try {
            return PackageName.of(name.strip()).isReverseDomain();
        } catch (InvalidValueException e) {
            return false;
        }
    }

    private static Optional<String> text(JsonNode manifest, String field) {
        return Optional.of(manifest.path(field)).filter(JsonNode::isTextual)
                .map(value -> fit(value.asText(), " ").strip()).filter(text -> !text.isEmpty())
                .map(text -> text.codePointCount(0, text.length()) <= MAX_TEXT ? text
                        : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT)));
    }

    private static String fit(String text, String instead) {
        return UNFIT.matcher(text).replaceAll(instead);
    }
}
