package io.upmpublisher.publisher.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.discovery.Candidate;
import io.upmpublisher.publisher.manifest.PackageManifest;
import io.upmpublisher.publisher.report.Reporting;
import io.upmpublisher.publisher.source.PackageSource;

class DependencyTiersTest {

    @Test
    void putsPackagesAfterWhatTheyDependOn() {
        assertThat(tiers(candidate("app", "ui", "core"), candidate("ui", "core"), candidate("core"), candidate("other")))
                .containsExactly(List.of("core", "other"), List.of("ui"), List.of("app"));
    }

    @Test
    void passesOverDependenciesThatAreNotOfTheRunAndOnItself() {
        assertThat(tiers(candidate("app", "app", "elsewhere"))).containsExactly(List.of("app"));
    }

    @Test
    void givesACircleATierAndWhatDependsOnItALaterOne() {
        assertThat(tiers(candidate("after", "left"), candidate("left", "right"), candidate("right", "left", "before"),
                candidate("before")))
                .containsExactly(List.of("before"), List.of("left", "right"), List.of("after"));
    }

    @Test
    void keepsCirclesApart() {
        assertThat(tiers(candidate("a", "b", "c"), candidate("b", "a"), candidate("c", "d"), candidate("d", "c")))
                .containsExactly(List.of("c", "d"), List.of("a", "b"));
    }

    @Test
    void ordersAChainOfAThousandPackages() {
        var chain = new ArrayList<Candidate>();
        for (var i = 0; i < 1_000; i++) {
            chain.add(candidate("p" + i, "p" + (i + 1)));
        }

        assertThat(DependencyTiers.of(chain)).hasSize(1_000).last()
                .satisfies(tier -> assertThat(tier.getFirst().path()).isEqualTo("p0"));
    }

    private static List<List<String>> tiers(Candidate... candidates) {
        return DependencyTiers.of(List.of(candidates)).stream().map(tier -> tier.stream().map(Candidate::path).toList())
                .toList();
    }

    private static Candidate candidate(String name, String... dependencies) {
        var manifest = new PackageManifest(PackageName.of("com.acme." + name), SemVersion.parse("1.0.0"), "1.0.0",
                JsonNodeFactory.instance.objectNode());
        Set<String> names = Arrays.stream(dependencies).map(dependency -> "com.acme." + dependency)
                .collect(Collectors.toSet());
        return new Candidate(new PackageSource(name, new byte[0], List::of), manifest, names, false, new Reporting(name));
    }
}
