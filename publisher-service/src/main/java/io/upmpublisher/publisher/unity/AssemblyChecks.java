package io.upmpublisher.publisher.unity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import io.upmpublisher.publisher.manifest.Finding;
import io.upmpublisher.publisher.manifest.Finding.Code;
import io.upmpublisher.publisher.report.Examples;

/** Assemblies that are broken where the package is installed alone. Only what is certainly missing is named. */
final class AssemblyChecks {

    private static final int MAX_ASSEMBLIES = 1_000;

    private final UnityPackage unityPackage;
    private final KnownPackages known;
    private final KnownPackages.Closure installed;
    private final List<String> unreadable = new ArrayList<>();
    private final Map<String, List<String>> pathsByName = new TreeMap<>();
    private final TreeSet<String> undeclared = new TreeSet<>();

    private AssemblyChecks(UnityPackage unityPackage, KnownPackages known) {
        this.unityPackage = unityPackage;
        this.known = known;
        this.installed = known.dependenciesOf(unityPackage);
    }

    static List<Finding> findings(UnityPackage unityPackage, PackageAssets assets, KnownPackages known) throws IOException {
        var checks = new AssemblyChecks(unityPackage, known);
        var paths = assets.packed().keySet().stream().filter(path -> path.endsWith(AssemblyDefinition.ENDING))
                .filter(AssetPath::isAsset).limit(MAX_ASSEMBLIES).toList();
        for (var path : paths) {
            if (assets.packed().get(path).isElsewhere()) {
                continue;
            }
            AssemblyDefinition.read(assets.packed().get(path)).ifPresentOrElse(assembly -> checks.check(path, assembly),
                    () -> checks.unreadable.add(path));
        }
        return checks.findings();
    }

    private void check(String path, AssemblyDefinition assembly) {
        pathsByName.computeIfAbsent(assembly.name(), name -> new ArrayList<>()).add(path);
        // Tests are not compiled in projects that merely use the package.
        if (!assembly.conditional()) {
            assembly.references().forEach(reference -> check(assembly, reference));
        }
    }

    private void check(AssemblyDefinition assembly, String reference) {
        var guid = reference.startsWith("GUID:") ? reference.substring("GUID:".length()) : "";
        var name = UnityAssemblies.nameOf(guid).orElse(reference);
        var here = known.packagesOf(reference);
        var unitys = UnityAssemblies.packagesOf(name);
        var owners = here.isEmpty() ? unitys : here;
        // A dependency from elsewhere may bring along what this package does not name itself.
        var mayComeAlong = here.isEmpty() && !installed.isWhole();
        if (!owners.isEmpty() && !mayComeAlong && !owners.contains(unityPackage.name())
                && Collections.disjoint(owners, installed.names())
                && Collections.disjoint(owners, assembly.optionalPackages())) {
            undeclared.add(String.join(" or ", new TreeSet<>(owners)) + " (" + assembly.name() + " refers to "
                    + (here.isEmpty() ? name : "an assembly of it") + ")");
        }
    }

    private List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        if (!unreadable.isEmpty()) {
            findings.add(Finding.of(Code.ASMDEF_INVALID, "no assembly with a name is defined in " + Examples.of(unreadable),
                    "Open it in Unity's inspector and correct it."));
        }
        var shared = pathsByName.values().stream().filter(paths -> paths.size() > 1).map(paths -> String.join(" = ", paths))
                .toList();
        if (!shared.isEmpty()) {
            findings.add(Finding.of(Code.ASMDEF_NAME_CLASH, "these define assemblies of one name: " + Examples.of(shared),
                    "Give each assembly a name of its own."));
        }
        if (!undeclared.isEmpty()) {
            findings.add(Finding.of(Code.ASMDEF_DEPENDENCY_MISSING, "/dependencies",
                    "the dependencies lack " + Examples.of(List.copyOf(undeclared)),
                    "Add it to \"dependencies\" with its version."));
        }
        return findings;
    }
}
