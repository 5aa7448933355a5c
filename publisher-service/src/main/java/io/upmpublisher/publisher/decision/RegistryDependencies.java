package io.upmpublisher.publisher.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.discovery.Candidate;
import io.upmpublisher.publisher.registry.Lookup;
import io.upmpublisher.publisher.registry.Packument;
import io.upmpublisher.publisher.registry.RegistryClient;
import io.upmpublisher.publisher.report.Examples;
import io.upmpublisher.publisher.report.WarningCode;

/**
 * Whether what packages depend on can be had, before they are published: from a configured registry, from this run, or from
 * Unity. Each dependency is asked for once in a run, however many packages have it.
 */
final class RegistryDependencies {

    // Unity's own registry serves them, which is none of ours.
    private static final String OF_UNITY = "com.unity.";
    /** Of one run: a manifest has room for thousands of names, and each is a question to every registry. */
    private static final int MAX_LOOKUPS = 200;

    private final List<RegistryClient> registries;
    private final Map<PackageName, SemVersion> ofRun;
    private final Map<PackageName, Known> known = new HashMap<>();
    private final Set<RegistryClient> silent = new HashSet<>();

    /**
     * @param target the registry that is published to, which is asked first
     * @param candidates the packages that the run may publish
     */
    RegistryDependencies(RegistryClient target, Collection<RegistryClient> all, Collection<Candidate> candidates) {
        this.registries = Stream.concat(Stream.of(target), all.stream().filter(other -> other != target)).toList();
        this.ofRun = candidates.stream()
                .collect(Collectors.toMap(each -> each.manifest().name(), each -> each.manifest().version()));
    }

    /** A range, an address or a name that is none is not asked for: the manifest's checks tell of those. */
    void warnOfMissing(Candidate candidate) throws InterruptedException {
        var missing = new ArrayList<String>();
        for (var dependency : candidate.manifest().dependencies().entrySet()) {
            if (!dependency.getKey().startsWith(OF_UNITY) && isMissing(dependency.getKey(), dependency.getValue())) {
                missing.add(dependency.getKey() + "@" + dependency.getValue());
            }
        }
        if (!missing.isEmpty()) {
            candidate.reporting().warn(WarningCode.DEPENDENCY_NOT_FOUND,
                    "No configured registry has what the package depends on, so that Unity will not be able to install it: "
                            + Examples.of(missing) + ".");
        }
    }

    private boolean isMissing(String text, String written) throws InterruptedException {
        try {
            var name = PackageName.of(text);
            var version = SemVersion.parse(written).withoutBuild();
            return !version.equals(ofRun.get(name)) && !of(name, version).mayHave(version);
        } catch (InvalidValueException e) {
            return false;
        }
    }

    // One at a time, so that several packages with the same dependency ask once.
    private synchronized Known of(PackageName name, SemVersion version) throws InterruptedException {
        var found = known.get(name);
        if (found == null) {
            found = known.size() < MAX_LOOKUPS ? lookUp(name, version) : new Known(Optional.empty());
            known.put(name, found);
        }
        return found;
    }

    private Known lookUp(PackageName name, SemVersion version) throws InterruptedException {
        var versions = new HashSet<SemVersion>();
        for (var registry : registries) {
            if (!silent.contains(registry)) {
                switch (registry.packument(name)) {
                    case Lookup.Found<Packument>(Packument packument) -> versions.addAll(packument.versions().keySet());
                    case Lookup.Absent<Packument> absent -> {
                    }
                    // It is not waited for a second time in this run.
                    case Lookup.Unavailable<Packument> unavailable -> silent.add(registry);
                }
            }
            if (versions.contains(version)) {
                break;
            }
        }
        return new Known(silent.isEmpty() || versions.contains(version) ? Optional.of(versions) : Optional.empty());
    }

    /** @param versions empty where a registry did not say */
    private record Known(Optional<Set<SemVersion>> versions) {

        boolean mayHave(SemVersion version) {
            return versions.isEmpty() || versions.get().contains(version);
        }
    }
}
