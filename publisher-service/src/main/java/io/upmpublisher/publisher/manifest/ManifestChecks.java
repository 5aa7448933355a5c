package io.upmpublisher.publisher.manifest;

import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.publisher.manifest.Finding.Code;

/**
 * What Unity or a registry's pages miss in a manifest that can nevertheless be published
 * (https://docs.unity3d.com/Manual/upm-manifestPkg.html).
 */
final class ManifestChecks {

    private static final Pattern UNITY = Pattern.compile("\\d{4}\\.\\d{1,3}");
    private static final Pattern UNITY_RELEASE = Pattern.compile("\\d{1,4}[abfp]\\d{1,4}");
    /** https://docs.unity3d.com/Manual/cus-naming.html: longer names are not shown in the editor. */
    private static final int MAX_SHOWN_NAME = 50;
    private static final String UNITYS_OWN = "com.unity.";

    private final ObjectNode raw;
    private final Findings findings;

    private ManifestChecks(ObjectNode raw, Findings findings) {
        this.raw = raw;
        this.findings = findings;
    }

    static void check(PackageName name, ObjectNode raw, Findings findings) {
        var checks = new ManifestChecks(raw, findings);
        checks.checkName(name);
        checks.checkUnity();
        checks.checkTexts();
        checks.checkLists();
        DependencyChecks.check(name, raw.path("dependencies"), findings);
        SamplesField.check(raw.path("samples"), findings);
        FieldForms.check(raw, findings);
        FieldNames.check(raw, findings);
    }

    private void checkName(PackageName name) {
        if (name.scope().isEmpty() && !name.isReverseDomain()) {
            add(Code.NAME_NOT_REVERSE_DOMAIN, "/name", "the name has not the form domain.company.package",
                    "Unity expects names such as \"com.company.package\"; a name cannot be changed later.");
        }
        if (name.value().length() > MAX_SHOWN_NAME) {
            add(Code.NAME_TOO_LONG_TO_SHOW, "/name", "the name has more than 50 characters, more than Unity's editor shows",
                    "Choose a shorter one for new packages; a name cannot be changed later.");
        }
        if (name.value().startsWith(UNITYS_OWN)) {
            add(Code.NAME_RESERVED, "/name", "names that begin with com.unity. are Unity's own",
                    "Begin the name with a domain of yours.");
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
        if (!release.isMissingNode() && unity.isMissingNode()) {
            add(Code.UNITY_RELEASE_ALONE, "/unityRelease", "\"unityRelease\" has no effect without \"unity\"",
                    "Add \"unity\", or remove it.");
        }
    }

    private void checkTexts() {
        if (isMissing("displayName")) {
            add(Code.DISPLAY_NAME_MISSING, "/displayName", "there is no display name",
                    "Add \"displayName\"; the Package Manager shows it.");
        }
        if (isMissing("description")) {
            add(Code.DESCRIPTION_MISSING, "/description", "there is no description", "Add a \"description\".");
        }
        if (isMissing("license")) {
            add(Code.LICENSE_MISSING, "/license", "there is no licence", "Add \"license\" with an SPDX identifier.");
        }
        var author = raw.path("author");
        if (isMissing("author") || author.isObject() && PackageManifest.text(author, "name").isEmpty()) {
            add(Code.AUTHOR_MISSING, "/author", "there is no author with a name",
                    "Add \"author\": {\"name\": …}; the Package Manager groups packages by it.");
        }
    }

    /** Other types than text are another fault. */
    private boolean isMissing(String field) {
        var value = raw.path(field);
        return value.isMissingNode() || value.isNull() || value.isTextual() && value.textValue().isBlank();
    }

    private void checkLists() {
        if (raw.has("keywords") && !isListOfTexts(raw.path("keywords"))) {
            add(Code.KEYWORDS_INVALID, "/keywords", "the keywords are not a list of texts", "Write [\"one\", \"two\"].");
        }
        if (raw.has("files") && !isListOfTexts(raw.path("files"))) {
            add(Code.FILES_INVALID, "/files", "\"files\" is not a list of texts", "Write [\"Runtime\", \"Editor\"].");
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
