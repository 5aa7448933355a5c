package io.upmpublisher.publisher.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.publisher.manifest.UpmPackageRule;
import io.upmpublisher.publisher.report.Wording;
import io.upmpublisher.publisher.source.ServedRepository;
import io.upmpublisher.testing.UnityRepository;

/** Against a real repository over HTTP. */
class DiscoveryTest {

    @TempDir
    Path folder;

    private ServedRepository served;
    private UnityRepository repository;

    @BeforeEach
    void start() {
        served = ServedRepository.start("studio/sample", folder);
        repository = served.repository();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void findsWhatChangedAndWhetherItsVersionWasSet() {
        var before = repository.withPackage("A", "com.acme.a", "1.0.0", Map.of())
                .withPackage("B", "com.acme.b", "1.0.0", Map.of())
                .withPackage("C", "com.acme.c", "1.0.0", Map.of()).commit("Add");
        var commit = repository.bump("A", "1.1.0")
                .file("B/package.json", "{\"name\":\"com.acme.b\",\"version\":\"1.0.0\",\"unity\":\"2021.3\"}")
                .withPackage("D", "com.acme.d", "0.1.0", Map.of()).commit("Change");

        var found = discover(commit, before, PackageSelection.changed());

        assertThat(found.candidates()).extracting(Candidate::path).containsExactly("A/package.json", "B/package.json",
                "D/package.json");
        assertThat(found.candidates()).extracting(Candidate::bumped).containsExactly(true, false, true);
    }

    @Test
    void findsEverythingWhereThereIsNothingToCompareWith() {
        var commit = repository.withPackage("A", "com.acme.a", "1.0.0", Map.of()).commit("Add");

        for (var before : List.of("0".repeat(40), "1".repeat(40))) {
            var found = discover(commit, before, PackageSelection.changed());
            assertThat(found.candidates()).singleElement().satisfies(candidate -> assertThat(candidate.bumped()).isFalse());
        }
    }

    @Test
    void namesPackagesThatOthersMayDependOnThoughTheyAreInvalid() {
        var commit = repository.withPackage("A", "com.acme.a", "one", Map.of()).commit("Add");

        assertThat(discover(commit, null, PackageSelection.all()).settled()).singleElement().satisfies(report -> {
            assertThat(report.code()).isEqualTo("VERSION_INVALID");
            assertThat(report.name()).hasValueSatisfying(name -> assertThat(name).hasToString("com.acme.a"));
        });
    }

    @Test
    void reportsAPathThatIsTooLongForTheRecord() {
        var deep = ("d".repeat(200) + "/").repeat(6) + "A";
        var commit = repository.withPackage(deep, "com.acme.a", "1.0.0", Map.of()).commit("Add");

        assertThat(discover(commit, null, PackageSelection.all()).settled()).singleElement().satisfies(report -> {
            assertThat(report.code()).isEqualTo("PATH_TOO_LONG");
            assertThat(Wording.isTooLongForPath(report.path())).isFalse();
        });
    }

    @Test
    void refusesMoreManifestsThanARunCanTake() {
        for (var number = 0; number <= 1_000; number++) {
            repository.file("p" + number + "/package.json", "{}");
        }
        var commit = repository.commit("Add too many");

        assertThatThrownBy(() -> discover(commit, null, PackageSelection.all()))
                .isInstanceOfSatisfying(RunRefusedException.class,
                        refused -> assertThat(refused.fault().code()).isEqualTo("TOO_MANY_MANIFESTS"));
        assertThat(discover(commit, null, PackageSelection.at("p7")).settled()).hasSize(1);
    }

    private Discovery.Found discover(String commit, String before, PackageSelection selection) {
        try (var source = served.open(commit, Optional.ofNullable(before))) {
            return Discovery.in(source, selection, new UpmPackageRule(Set.of()), Set.of());
        }
    }
}
