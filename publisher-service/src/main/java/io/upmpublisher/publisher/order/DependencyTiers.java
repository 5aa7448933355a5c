package io.upmpublisher.publisher.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.publisher.discovery.Candidate;

/**
 * The order in which the packages of a run are published: each tier depends on those before it only. Packages that depend on
 * each other in a circle share a tier: no order would serve them. Tarjan's algorithm, so that a thousand packages in a chain
 * cost no more than a thousand.
 */
public final class DependencyTiers {

    private final Map<PackageName, Candidate> candidates = new TreeMap<>();
    private final Map<PackageName, Visit> visits = new HashMap<>();
    private final Deque<Visit> open = new ArrayDeque<>();
    private final TreeMap<Integer, List<Candidate>> tiers = new TreeMap<>();

    private DependencyTiers(Collection<Candidate> all) {
        all.forEach(candidate -> candidates.put(candidate.manifest().name(), candidate));
    }

    public static List<List<Candidate>> of(Collection<Candidate> candidates) {
        var tiers = new DependencyTiers(candidates);
        tiers.candidates.keySet().forEach(name -> {
            if (!tiers.visits.containsKey(name)) {
                tiers.visit(name);
            }
        });
        return tiers.tiers.values().stream()
                .map(tier -> tier.stream().sorted(Comparator.comparing(Candidate::path)).toList()).toList();
    }

    /** Those of the names that the package depends on, itself left out. */
    static List<PackageName> dependenciesAmong(Set<PackageName> names, Candidate candidate) {
        if (names.isEmpty()) {
            return List.of();
        }
        var dependencies = candidate.dependencies();
        return names.stream().filter(name -> dependencies.contains(name.value()) && !name.equals(candidate.manifest().name()))
                .sorted().toList();
    }

    private Visit visit(PackageName name) {
        var visit = new Visit(name, visits.size());
        visits.put(name, visit);
        open.push(visit);
        for (var dependency : dependenciesOf(name)) {
            var other = visits.get(dependency);
            if (other == null) {
                other = visit(dependency);
                visit.lowest = Math.min(visit.lowest, other.lowest);
            } else if (!other.isClosed()) {
                visit.lowest = Math.min(visit.lowest, other.index);
            }
        }
        if (visit.lowest == visit.index) {
            closeCircleOf(visit);
        }
        return visit;
    }

    private void closeCircleOf(Visit root) {
        var circle = new ArrayList<Visit>();
        do {
            circle.add(open.pop());
        } while (circle.getLast() != root);
        var tier = circle.stream().flatMap(visit -> dependenciesOf(visit.name).stream()).map(visits::get)
                .filter(Visit::isClosed).mapToInt(visit -> visit.tier + 1).max().orElse(0);
        circle.forEach(visit -> {
            visit.tier = tier;
            tiers.computeIfAbsent(tier, number -> new ArrayList<>()).add(candidates.get(visit.name));
        });
    }

    private List<PackageName> dependenciesOf(PackageName name) {
        return dependenciesAmong(candidates.keySet(), candidates.get(name));
    }

    private static final class Visit {
        private static final int NONE = -1;

        private final PackageName name;
        private final int index;
        private int lowest;
        private int tier = NONE;

        private Visit(PackageName name, int index) {
            this.name = name;
            this.index = index;
            this.lowest = index;
        }

        private boolean isClosed() {
            return tier != NONE;
        }
    }
}
