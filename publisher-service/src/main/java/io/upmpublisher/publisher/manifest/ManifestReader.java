package io.upmpublisher.publisher.manifest;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.manifest.Finding.Code;
import io.upmpublisher.publisher.manifest.Finding.Place;
import io.upmpublisher.publisher.manifest.ManifestReading.Readable;
import io.upmpublisher.publisher.manifest.ManifestReading.Unreadable;

/** Reads package.json. Only what makes publishing impossible is an error: no JSON, no usable name, no usable version. */
public final class ManifestReader {

    public static final int MAX_BYTES = 1 << 20;

    /** What npm takes off a version before it looks at it (semver's clean). */
    private static final Pattern VERSION_PREFIX = Pattern.compile("^[=v]+");

    public ManifestReading read(byte[] content) {
        if (content.length > MAX_BYTES) {
            return unreadable(Finding.of(Code.MANIFEST_TOO_LARGE, "", "package.json has more than 1 MiB",
                    "Move data that is not the package's description into a file of its own."));
        }
        var findings = new Findings();
        try {
            var root = JsonText.parse(ManifestText.of(content, findings),
                    path -> findings.add(Code.DUPLICATE_KEY, () -> Finding.of(Code.DUPLICATE_KEY, path.pointer(),
                            "a key occurs twice; the last one counts", "Remove one of them.")));
            return root instanceof ObjectNode object ? judge(object, findings)
                    : unreadable(Finding.of(Code.MANIFEST_UNREADABLE, "", "package.json is not a JSON object",
                            "Put the fields between { and }."));
        } catch (StreamConstraintsException e) {
            return unreadable(Finding.of(Code.MANIFEST_UNREADABLE, "", "package.json is nested too deeply, or has a text or a "
                    + "number that is too long", "Move data that is not the package's description into a file of its own."));
        } catch (JsonProcessingException e) {
            return unreadable(syntaxError(e, findings));
        } catch (IOException e) {
            throw new IllegalStateException("reading a text cannot fail", e);
        }
    }

    private static Finding syntaxError(JsonProcessingException e, Findings findings) {
        var location = Optional.ofNullable(e.getLocation());
        var place = new Place(location.map(each -> each.getLineNr()).orElse(1),
                location.map(each -> each.getColumnNr()).orElse(1));
        if (findings.have(Code.MANIFEST_ENCODING_INVALID)) {
            return Finding.at(Code.MANIFEST_UNREADABLE, place, "package.json is not valid JSON at line " + place.line()
                    + ", column " + place.column() + ", and not UTF-8", "Save it as UTF-8 without a byte order mark.");
        }
        return Finding.at(Code.MANIFEST_UNREADABLE, place,
                "package.json is not valid JSON at line " + place.line() + ", column " + place.column(),
                "Correct the JSON there or just before: a missing or surplus comma, quote or brace, or a comment, is the usual cause.");
    }

    private static ManifestReading judge(ObjectNode raw, Findings warnings) {
        try {
            var name = PackageManifest.text(raw, "name").map(String::strip);
            if (name.isEmpty()) {
                return unreadable(raw, Finding.of(Code.NAME_MISSING, "/name",
                        raw.path("name").isMissingNode() ? "package.json has no name"
                                : "the name in package.json is no text, or an empty one",
                        "Add a \"name\" such as \"com.company.package\"."));
            }
            var packageName = PackageName.of(name.get());
            var written = PackageManifest.text(raw, "version");
            if (written.isEmpty()) {
                return unreadable(raw, Finding.of(Code.VERSION_MISSING, "/version",
                        raw.path("version").isMissingNode() ? "package.json has no version"
                                : "the version in package.json is no text, or an empty one",
                        "Add a \"version\" such as \"1.0.0\"."));
            }
            var version = version(written.get(), warnings);
            ManifestChecks.check(packageName, raw, warnings);
            return new Readable(new PackageManifest(packageName, version, written.get(), raw), warnings.toList());
        } catch (InvalidValueException e) {
            var code = e.what().equals("version") ? Code.VERSION_INVALID : Code.NAME_INVALID;
            return unreadable(raw, Finding.of(code, code == Code.NAME_INVALID ? "/name" : "/version", e.getMessage(),
                    code == Code.NAME_INVALID ? "Use a name such as \"com.company.package\" or \"@scope/package\"."
                            : "Use a version such as \"1.2.3\" or \"1.2.3-pre.1\"."));
        }
    }

    private static SemVersion version(String written, Findings warnings) {
        var cleaned = VERSION_PREFIX.matcher(written.strip()).replaceFirst("");
        var version = SemVersion.parse(cleaned);
        if (!cleaned.equals(written)) {
            warnings.add(Finding.of(Code.VERSION_NORMALIZED, "/version",
                    "the version is published as " + version.withoutBuild() + ", without what stands before and after it",
                    "Write it in that form; Unity does not accept the other."));
        }
        if (version.build().isPresent()) {
            warnings.add(Finding.of(Code.VERSION_BUILD_METADATA, "/version",
                    "the version is published as " + version.withoutBuild() + ": registries know no build metadata",
                    "Leave the part from + out, or use a prerelease such as 1.2.3-pre.1."));
        }
        return version.withoutBuild();
    }

    private static Unreadable unreadable(Finding fault) {
        return new Unreadable(fault, Optional.empty());
    }

    private static Unreadable unreadable(ObjectNode raw, Finding fault) {
        return new Unreadable(fault, Optional.of(raw));
    }
}
