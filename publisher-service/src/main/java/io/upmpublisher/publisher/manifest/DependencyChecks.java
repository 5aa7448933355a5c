package io.upmpublisher.publisher.manifest;

import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.manifest.Finding.Code;

/** Dependencies of a package are exact versions in a registry (https://docs.unity3d.com/Manual/upm-dependencies.html). */
final class DependencyChecks {

    /** What npm would fetch from elsewhere: addresses, paths, and other names for packages. */
    private static final Pattern ELSEWHERE = Pattern.compile("[/\\\\]|^[A-Za-z+]+:|^~$|^\\.");

    private DependencyChecks() {
    }

    static void check(PackageName name, JsonNode dependencies, Findings findings) {
        if (!dependencies.isMissingNode() && !dependencies.isObject()) {
            findings.add(Finding.of(Code.DEPENDENCIES_INVALID, "/dependencies", "the dependencies are not an object",
                    "Write {\"com.company.package\": \"1.0.0\"}."));
        }
        dependencies.properties().forEach(entry -> check(name, entry.getKey(), entry.getValue(), findings));
    }

    private static void check(PackageName name, String dependency, JsonNode version, Findings findings) {
        var pointer = "/dependencies/" + JsonText.escaped(dependency);
        if (dependency.equals(name.value())) {
            findings.add(Finding.of(Code.DEPENDENCY_ON_ITSELF, pointer, "the package depends on itself", "Remove it."));
        } else if (!isNameOfUnityPackage(dependency)) {
            findings.add(Finding.of(Code.DEPENDENCY_NAME_INVALID, pointer, "a dependency has no name of a Unity package",
                    "Name Unity packages only, such as \"com.company.package\"; others have no effect in Unity."));
        }
        if (version.isTextual() && ELSEWHERE.matcher(version.textValue()).find()) {
            findings.add(Finding.of(Code.DEPENDENCY_NOT_IN_REGISTRY, pointer, "a dependency is an address or a path",
                    "Packages may depend on versions in a registry only; publish it there and name the version."));
        } else if (!isExact(version)) {
            findings.add(Finding.of(Code.DEPENDENCY_VERSION_NOT_EXACT, pointer, "a dependency's version is not exact",
                    "Unity knows no ranges: give one version, such as \"1.2.3\"."));
        }
    }

    private static boolean isNameOfUnityPackage(String text) {
        try {
            return PackageName.of(text).scope().isPresent() || text.indexOf('.') > 0;
        } catch (InvalidValueException e) {
            return false;
        }
    }

    private static boolean isExact(JsonNode version) {
        try {
            return version.isTextual() && !SemVersion.parse(version.textValue()).toString().isEmpty();
        } catch (InvalidValueException e) {
            return false;
        }
    }
}
