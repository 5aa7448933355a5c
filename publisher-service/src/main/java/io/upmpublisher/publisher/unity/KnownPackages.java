package io.upmpublisher.publisher.unity;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.upmpublisher.publisher.tarball.PackageFile;

/** The packages of a commit with their assemblies and dependencies. */
final class KnownPackages {

    private static final int MAX_ASSEMBLIES = 10_000;

    private final Map<String, Collection<String>> dependencies = new HashMap<>();
    /** By name, and by guid as references have it. */
    private final Map<String, Set<String>> packagesByAssembly = new HashMap<>();
    private int assemblies;

    /** @param files of the package, packed or not */
    void add(UnityPackage unityPackage, Collection<? extends PackageFile> files) throws IOException {
        dependencies.put(unityPackage.name(), unityPackage.manifest().dependencies().keySet());
        var byPath = new HashMap<String, PackageFile>();
        files.stream().filter(file -> file.path().endsWith(AssemblyDefinition.ENDING + AssetPath.META))
                .forEach(file -> byPath.put(file.path(), file));
        for (var file : files) {
            if (file.path().endsWith(AssemblyDefinition.ENDING) && file.kind() == PackageFile.Kind.REGULAR
                    && AssetPath.isAsset(file.path()) && assemblies < MAX_ASSEMBLIES && !file.isElsewhere()) {
                assemblies++;
                var assembly = AssemblyDefinition.read(file);
                assembly.ifPresent(found -> add(found.name(), unityPackage));
                var meta = byPath.get(file.path() + AssetPath.META);
                if (meta != null && MetaGuid.in(meta) instanceof MetaGuid.Valid(String guid)) {
                    add(reference(guid), unityPackage);
                }
            }
        }
    }

    /** Whether a file tells anything of a package's assemblies. */
    static boolean isRead(PackageFile file) {
        return file.path().endsWith(AssemblyDefinition.ENDING)
                || file.path().endsWith(AssemblyDefinition.ENDING + AssetPath.META);
    }

    static String reference(String guid) {
        return "GUID:" + guid;
    }

    /** The packages that have the assembly; none if it is not known. */
    Set<String> packagesOf(String reference) {
        return packagesByAssembly.getOrDefault(reference, Set.of());
    }

    /** What is installed together with a package, as far as that is known. */
    Closure dependenciesOf(UnityPackage unityPackage) {
        var names = new HashSet<String>();
        var isWhole = true;
        var open = new ArrayDeque<>(unityPackage.manifest().dependencies().keySet());
        while (!open.isEmpty()) {
            var name = open.pop();
            if (names.add(name)) {
                var further = dependencies.containsKey(name) ? dependencies.get(name)
                        : UnityAssemblies.dependenciesOf(name).orElse(null);
                isWhole &= further != null;
                if (further != null) {
                    open.addAll(further);
                }
            }
        }
        return new Closure(names, isWhole);
    }

    /** @param isWhole whether there cannot be others that we do not know of */
    record Closure(Set<String> names, boolean isWhole) {
    }

    private void add(String reference, UnityPackage unityPackage) {
        packagesByAssembly.computeIfAbsent(reference, key -> new HashSet<>()).add(unityPackage.name());
    }
}
