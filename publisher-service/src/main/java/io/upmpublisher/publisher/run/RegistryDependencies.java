package io.upmpublisher.publisher.run;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.registry.Lookup;
import io.upmpublisher.publisher.registry.Packument;
import io.upmpublisher.publisher.registry.RegistryClient;

/**
 * Whether what packages depend on can be had, before they are published: from a configured registry, from this run, or from
 * Unity. Each dependency is asked for once in a run, however many packages have it.
 */
final class RegistryDependencies {

    // Unity's own registry serves them, which is none of ours.
    private static final String OF_UNITY = "com.unity.";

    private final Collection<RegistryClient> registries;
    private final Set<String> ofRun;
    private final Map<PackageName, Known> known = new ConcurrentHashMap<>();

    /**
     * @param candidates the packages that the run may publish
     */
    RegistryDependencies(Collection<RegistryClient> registries, Collection<Candidate> candidates) {
        this.registries = registries;
        this.ofRun = candidates.stream().map(each -> each.manifest().name() + "@" + each.manifest().version())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A range, an address or a name that is none is not asked for: the manifest's checks tell of those. */
    void warnOfMissing(Candidate candidate) throws InterruptedException {
        for (var dependency : candidate.manifest().dependencies().entrySet()) {
            if (!dependency.getKey().startsWith(OF_UNITY) && !ofRun.contains(dependency.getKey() + "@" + dependency.getValue())
                    && isMissing(dependency.getKey(), dependency.getValue())) {
                candidate.reporting().warn("DEPENDENCY_NOT_FOUND", "No configured registry has " + dependency.getKey() + "@"
                        + dependency.getValue() + ", which the package depends on: Unity will not be able to install it.");
            }
        }
    }

    private boolean isMissing(String name, String version) throws InterruptedException {
        try {
            return !of(PackageName.of(name)).mayHave(SemVersion.parse(version));
        } catch (InvalidValueException e) {
            return false;
        }
    }

    private Known of(PackageName name) throws InterruptedException {
        var found = known.get(name);
        if (found == null) {
            found = lookUp(name);
            known.put(name, found);
        }
        return found;
    }

    private Known lookUp(PackageName name) throws InterruptedException {
        var versions = ConcurrentHashMap.<SemVersion> newKeySet();
        for (var registry : registries) {
            switch (registry.packument(name)) {
                case Lookup.Found<Packument>(Packument packument) -> versions.addAll(packument.versions().keySet());
                case Lookup.Absent<Packument> absent -> {
                }
                case Lookup.Unavailable<Packument> unavailable -> {
                    return new Known(Optional.empty());
                }
            }
        }
        return new Known(Optional.of(versions));
    }

    /** @param versions empty where a registry did not say */
    private record Known(Optional<Set<SemVersion>> versions) {

        boolean mayHave(SemVersion version) {
            return versions.isEmpty() || versions.get().contains(version.withoutBuild());
        }
    }
}
