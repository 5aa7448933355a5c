package io.upmpublisher.publisher.manifest;

import static com.fasterxml.jackson.databind.node.JsonNodeType.BOOLEAN;
import static com.fasterxml.jackson.databind.node.JsonNodeType.OBJECT;
import static com.fasterxml.jackson.databind.node.JsonNodeType.STRING;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.publisher.manifest.Finding.Code;

/** The types and forms of fields that may be there. */
final class FieldForms {

    private static final List<String> URLS = List.of("documentationUrl", "changelogUrl", "licensesUrl");
    private static final Map<String, Set<JsonNodeType>> TYPES = new TreeMap<>();

    static {
        List.of("displayName", "description", "license", "type", "main", "homepage").forEach(
                field -> TYPES.put(field, EnumSet.of(STRING)));
        URLS.forEach(field -> TYPES.put(field, EnumSet.of(STRING)));
        List.of("repository", "bugs", "bin").forEach(field -> TYPES.put(field, EnumSet.of(STRING, OBJECT)));
        List.of("publishConfig", "scripts").forEach(field -> TYPES.put(field, EnumSet.of(OBJECT)));
        TYPES.put("hideInEditor", EnumSet.of(BOOLEAN));
        TYPES.put("private", EnumSet.of(BOOLEAN));
    }

    private static final Map<JsonNodeType, String> WORDS = Map.of(STRING, "a text", OBJECT, "an object", BOOLEAN,
            "true or false");
    /** https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/, and what npm allows beside it. */
    private static final Pattern LICENSE = Pattern.compile("SEE LICEN[CS]E IN \\S.*|"
            + "\\(*[A-Za-z0-9.:+-]+\\)*(?: (?:AND|OR|WITH) \\(*[A-Za-z0-9.:+-]+\\)*)*+");
    private static final int MAX_LICENSE = 500;
    /** The scripts that npm would run when it publishes. */
    private static final List<String> SCRIPTS = List.of("prepublish", "prepublishOnly", "prepack", "prepare", "postpack",
            "publish", "postpublish");

    private FieldForms() {
    }

    static void check(ObjectNode raw, Findings findings) {
        TYPES.forEach((field, types) -> {
            if (raw.has(field) && !types.contains(raw.path(field).getNodeType())) {
                findings.add(
                        Finding.of(Code.FIELD_TYPE_INVALID, "/" + field, "\"" + field + "\" has another type than it should",
                                "Write " + types.stream().map(WORDS::get).sorted().collect(Collectors.joining(" or ")) + "."));
            }
        });
        URLS.stream().filter(field -> raw.path(field).isTextual() && !isWebAddress(raw.path(field).textValue()))
                .forEach(field -> findings.add(Finding.of(Code.URL_INVALID, "/" + field, "\"" + field + "\" is no web address",
                        "Write an address that begins with https://; the Package Manager opens it.")));
        checkLicense(raw.path("license"), findings);
        checkAuthor(raw.path("author"), findings);
        checkWhatHasNoEffect(raw, findings);
    }

    private static void checkLicense(JsonNode license, Findings findings) {
        if (license.isTextual() && !license.textValue().isBlank()
                && (license.textValue().length() > MAX_LICENSE || !LICENSE.matcher(license.textValue().strip()).matches())) {
            findings.add(Finding.of(Code.LICENSE_INVALID, "/license", "the licence is no SPDX expression",
                    "Write an identifier such as \"MIT\" or \"Apache-2.0\", or \"SEE LICENSE IN LICENSE.md\"."));
        }
    }

    private static void checkAuthor(JsonNode author, Findings findings) {
        if (!author.isMissingNode() && !author.isTextual() && !author.isObject()) {
            findings.add(Finding.of(Code.AUTHOR_INVALID, "/author", "the author is neither a text nor an object",
                    "Write {\"name\": …, \"email\": …, \"url\": …}."));
        }
        for (var field : List.of("name", "email", "url")) {
            if (author.has(field) && !author.path(field).isTextual()) {
                findings.add(Finding.of(Code.AUTHOR_INVALID, "/author/" + field, "the author's " + field + " is no text",
                        "Write it as a text."));
            }
        }
    }

    private static void checkWhatHasNoEffect(ObjectNode raw, Findings findings) {
        if (raw.path("publishConfig").has("registry")) {
            findings.add(Finding.of(Code.REGISTRY_PASSED_OVER, "/publishConfig/registry",
                    "the registry in \"publishConfig\" is passed over: the repository's settings say where it is published",
                    "Remove it, unless people publish by hand, too."));
        }
        if (raw.path("type").isTextual() && !Set.of("commonjs", "module").contains(raw.path("type").textValue())) {
            findings.add(
                    Finding.of(Code.TYPE_RESERVED, "/type", "\"type\" is reserved for Unity's own packages", "Remove it."));
        }
        SCRIPTS.stream().filter(raw.path("scripts")::has).forEach(script -> findings.add(Finding.of(Code.SCRIPTS_NOT_RUN,
                "/scripts/" + script, "npm would run a script here; no script of a package is run",
                "Commit what the script makes.")));
        raw.fieldNames().forEachRemaining(field -> {
            if (field.startsWith("_")) {
                findings.add(Finding.of(Code.FIELD_NOT_PUBLISHED, "/" + JsonText.escaped(field),
                        "npm leaves fields that begin with an underscore out of what the registry tells",
                        "It is in the package's file only; do not rely on it in the Package Manager."));
            }
        });
    }

    private static boolean isWebAddress(String text) {
        try {
            var address = URI.create(text.strip());
            return ("https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme()))
                    && address.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
