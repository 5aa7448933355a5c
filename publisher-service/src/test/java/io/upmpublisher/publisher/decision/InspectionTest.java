package io.upmpublisher.publisher.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.discovery.Discovery;
import io.upmpublisher.publisher.manifest.UpmPackageRule;
import io.upmpublisher.publisher.packing.Packer;
import io.upmpublisher.publisher.registry.Packument;
import io.upmpublisher.publisher.registry.PublishedVersion;
import io.upmpublisher.publisher.source.TestSources;
import io.upmpublisher.publisher.tarball.TarballLimits;
import io.upmpublisher.testing.GitHttpServer;
import io.upmpublisher.testing.UnityRepository;

/** On a real commit, of which the run has one package. */
class InspectionTest {

    private static final String NAME = "studio/sample";
    private static final RepositorySettings SETTINGS = new RepositorySettings(RepositoryStatus.ACTIVE,
            RepositoryMode.PUBLISH, List.of("main"), "default", List.of(), Optional.empty(), Optional.empty(),
            Optional.empty(), 1);

    @TempDir
    Path folder;

    private GitHttpServer git;
    private UnityRepository repository;

    @BeforeEach
    void start() {
        git = GitHttpServer.start(folder.resolve("git"));
        repository = UnityRepository.create(git.root(), NAME);
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void knowsTheAssembliesOfPackagesThatTheRunDoesNotHave() throws Exception {
        repository.withPackage("A", "com.acme.a", "1.0.0", Map.of()).withPackage("B", "com.acme.b", "1.0.0", Map.of())
                .file("A/Runtime/com.acme.a.asmdef", "{\"name\":\"com.acme.a\",\"references\":[\"com.acme.b\"]}");

        assertThat(codes(repository.commit("Add"), Optional.empty())).contains("ASMDEF_DEPENDENCY_MISSING");
        assertThat(codes(repository.bump("A", "1.0.1").file("B/package.json", "{").commit("Break B"), Optional.empty()))
                .doesNotContain("ASMDEF_DEPENDENCY_MISSING");
    }

    @Test
    void comparesWithTheHighestStableVersionBelow() throws Exception {
        var versions = new TreeMap<SemVersion, PublishedVersion>();
        Map.of("1.0.0", "2021.3", "1.0.1", "2022.3", "1.0.2-pre.1", "2021.3", "2.0.0", "2021.3")
                .forEach((version, unity) -> versions.put(SemVersion.parse(version), new PublishedVersion(Optional.empty(),
                        Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.of(unity))));
        var packument = Optional.of(new Packument(PackageName.of("com.acme.a"), versions, Map.of(), Map.of()));

        var afterTheSame = repository.withPackage("A", "com.acme.a", "1.0.2", Map.of()).commit("Add");
        var afterAnOlder = repository.bump("A", "1.0.1").commit("Back");

        assertThat(codes(afterTheSame, packument)).doesNotContain("UNITY_RAISED_IN_PATCH");
        assertThat(codes(afterAnOlder, packument)).contains("UNITY_RAISED_IN_PATCH");
    }

    @Test
    void bringsWhatAllPackagesPackTogetherAndNothingOneByOne() throws Exception {
        var names = List.of("A", "B", "C", "D");
        for (var name : names) {
            repository.withPackage(name, "com.acme." + name.toLowerCase(Locale.ROOT), "1.0.0", Map.of())
                    .file(name + "/.npmignore", "*.psd\n").file(name + "/LICENSE.md", "MIT " + name);
        }
        var before = CommitId.of(repository.commit("Add"));
        for (var name : names) {
            repository.bump(name, "1.1.0");
        }
        var commit = CommitRef.of(repository.commit("Raise all"));
        var mirrors = TestSources.mirrors(folder);
        try (var source = TestSources.of(mirrors, git, folder).open(RepositoryName.parse(NAME), commit, Optional.of(before),
                Optional.of("main"))) {
            var candidates = Discovery.in(source, PackageSelection.changed(), new UpmPackageRule(Set.of()), Set.of())
                    .candidates();
            assertThat(candidates).hasSize(names.size());
            var inspection = Inspection.of(source, candidates, SETTINGS);
            inspection.inspect(candidates.getFirst(), Optional.empty());
            var requests = git.requests();
            var packer = new Packer(new TarballLimits(100, 1 << 20, 1 << 20, TarballLimits.DEFAULT_COMPRESSION), 1 << 20);
            for (var candidate : candidates) {
                inspection.inspect(candidate, Optional.empty());
                assertThat(packer.measure(candidate).fileCount()).isGreaterThan(2);
            }
            assertThat(git.requests()).as("all that is packed was there").isEqualTo(requests);
        }
        assertThat(mirrors.singleRequests()).isZero();
    }

    private List<String> codes(String commit, Optional<Packument> packument) throws Exception {
        var sources = TestSources.of(git, folder);
        try (var source = sources.open(RepositoryName.parse(NAME), CommitRef.of(commit), Optional.empty(),
                Optional.of("main"))) {
            var candidates = Discovery.in(source, PackageSelection.at("A"), new UpmPackageRule(Set.of()), Set.of())
                    .candidates();
            Inspection.of(source, candidates, SETTINGS).inspect(candidates.getFirst(), packument);
            return candidates.getFirst().reporting().published("").warnings().stream().map(PackageReport.Warning::code)
                    .toList();
        }
    }
}
