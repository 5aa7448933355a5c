package io.upmpublisher.publisher.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.manifest.Finding.Code;

/**
 * What Unity or a registry's pages miss in a manifest that can nevertheless be published
 * (https://docs.unity3d.com/Manual/upm-manifestPkg.html).
 */
final class ManifestChecks {

    private static final Pattern UNITY = Pattern.compile("\\d{4}\\.\\d{1,3}");
    private static final Pattern UNITY_RELEASE = Pattern.compile("\\d{1,4}[abfp]\\d{1,4}");

    private final ObjectNode raw;
    private final List<Finding> findings = new ArrayList<>();

    private ManifestChecks(ObjectNode raw) {
        this.raw = raw;
    }

    static List<Finding> warnings(PackageName name, ObjectNode raw) {
        var checks = new ManifestChecks(raw);
        checks.checkName(name);
        checks.checkUnity();
        checks.checkTexts();
        checks.checkLists();
        checks.checkDependencies();
        return checks.findings;
    }

    private void checkName(PackageName name) {
        if (name.scope().isEmpty() && !name.isReverseDomain()) {
            add(Code.NAME_NOT_REVERSE_DOMAIN, "/name", "the name has not the form domain.company.package",
                    "Unity expects names such as \"com.company.package\"; a name cannot be changed later.");
        }
    }

    private void checkUnity() {
        var unity = raw.path("unity");
        if (unity.isMissingNode()) {
            add(Code.UNITY_VERSION_MISSING, "/unity", "the lowest supported Unity version is not given",
                    "Add \"unity\" with major and minor version, such as \"2021.3\".");
        } else if (!unity.isTextual() || !UNITY.matcher(unity.textValue()).matches()) {
            add(Code.UNITY_VERSION_INVALID, "/unity", "\"unity\" is not a major and minor version",
                    "Write it as \"2021.3\"; the rest belongs into \"unityRelease\".");
        }
        var release = raw.path("unityRelease");
        if (!release.isMissingNode() && !(release.isTextual() && UNITY_RELEASE.matcher(release.textValue()).matches())) {
            add(Code.UNITY_RELEASE_INVALID, "/unityRelease", "\"unityRelease\" is not a release such as 0b4 or 12f1",
                    "Write the part of Unity's version that follows major and minor.");
        }
    }

    private void checkTexts() {
        if (PackageManifest.text(raw, "displayName").isEmpty()) {
            add(Code.DISPLAY_NAME_MISSING, "/displayName", "there is no display name",
                    "Add \"displayName\"; the Package Manager shows it.");
        }
        if (PackageManifest.text(raw, "description").isEmpty()) {
            add(Code.DESCRIPTION_MISSING, "/description", "there is no description", "Add a \"description\".");
        }
        if (PackageManifest.text(raw, "license").isEmpty()) {
            add(Code.LICENSE_MISSING, "/license", "there is no licence", "Add \"license\" with an SPDX identifier.");
        }
        var author = raw.path("author");
        if (PackageManifest.text(raw, "author").isEmpty() && PackageManifest.text(author, "name").isEmpty()) {
            add(Code.AUTHOR_MISSING, "/author", "there is no author with a name",
                    "Add \"author\": {\"name\": …}; the Package Manager groups packages by it.");
        }
    }

    private void checkLists() {
        if (raw.has("keywords") && !isListOfTexts(raw.path("keywords"))) {
            add(Code.KEYWORDS_INVALID, "/keywords", "the keywords are not a list of texts", "Write [\"one\", \"two\"].");
        }
        if (raw.has("files") && !isListOfTexts(raw.path("files"))) {
            add(Code.FILES_INVALID, "/files", "\"files\" is not a list of texts", "Write [\"Runtime\", \"Editor\"].");
        }
    }

    private void checkDependencies() {
        var dependencies = raw.path("dependencies");
        if (!dependencies.isMissingNode() && !dependencies.isObject()) {
            add(Code.DEPENDENCIES_INVALID, "/dependencies", "the dependencies are not an object",
                    "Write {\"com.company.package\": \"1.0.0\"}.");
        }
        dependencies.properties().forEach(entry -> {
            if (!isExact(entry.getValue())) {
                add(Code.DEPENDENCY_VERSION_NOT_EXACT, "/dependencies/" + entry.getKey().replace("~", "~0").replace("/", "~1"),
                        "a dependency's version is not exact", "Unity knows no ranges: give one version, such as \"1.2.3\".");
            }
        });
    }

    private static boolean isExact(JsonNode version) {
        try {
            return version.isTextual() && !SemVersion.parse(version.textValue()).toString().isEmpty();
        } catch (InvalidValueException e) {
            return false;
        }
    }

    private static boolean isListOfTexts(JsonNode node) {
        var onlyTexts = node.isArray();
        for (var each : node) {
            onlyTexts &= each.isTextual();
        }
        return onlyTexts;
    }

    private void add(Code code, String pointer, String message, String remedy) {
        findings.add(Finding.of(code, pointer, message, remedy));
    }
}
