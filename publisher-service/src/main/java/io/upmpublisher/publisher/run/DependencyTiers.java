package io.upmpublisher.publisher.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.upmpublisher.events.PackageName;

/**
 * The order in which the packages of a run are published: each tier depends on those before it only. Packages that depend on
 * each other
 * in a circle form one tier: no order would serve them.
 */
final class DependencyTiers {

    private DependencyTiers() {
    }

    static List<List<Candidate>> of(Collection<Candidate> candidates) {
        Map<PackageName, Candidate> waiting = candidates.stream()
                .collect(Collectors.toMap(candidate -> candidate.manifest().name(), Function.identity()));
        var tiers = new ArrayList<List<Candidate>>();
        while (!waiting.isEmpty()) {
            var free = waiting.values().stream().filter(candidate -> dependenciesAmong(waiting.keySet(), candidate).isEmpty())
                    .toList();
            var tier = (free.isEmpty() ? waiting.values().stream() : free.stream())
                    .sorted((left, right) -> left.path().compareTo(right.path())).toList();
            tier.forEach(candidate -> waiting.remove(candidate.manifest().name()));
            tiers.add(tier);
        }
        return tiers;
    }

    /** Those of the names that the package depends on, itself left out. */
    static List<PackageName> dependenciesAmong(Set<PackageName> names, Candidate candidate) {
        var dependencies = candidate.manifest().dependencies().keySet();
        return names.stream().filter(name -> dependencies.contains(name.value()) && !name.equals(candidate.manifest().name()))
                .sorted()
                .toList();
    }
}
