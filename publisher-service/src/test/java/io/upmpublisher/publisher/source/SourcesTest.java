package io.upmpublisher.publisher.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.git.GitMirrors;
import io.upmpublisher.publisher.tarball.PackEntry;
import io.upmpublisher.publisher.tarball.PackList;
import io.upmpublisher.testing.GitHttpServer;
import io.upmpublisher.testing.UnityRepository;

class SourcesTest {

    private static final int NOISE = 1_000_000;
    private static final int REQUESTS_OF_A_FETCH = 3;
    private static final RepositoryName NAME = RepositoryName.parse("studio/sample");

    @TempDir
    Path folder;

    private UnityRepository repository;
    private GitHttpServer server;
    private GitMirrors mirrors;

    @BeforeEach
    void serve() {
        repository = UnityRepository.create(folder.resolve("served"), NAME.toString())
                .withPackage("Packages/core", "com.studio.core", "1.0.0", Map.of())
                .withPackage("Packages/ui", "com.studio.ui", "1.0.0", Map.of())
                .file("Packages/core/.npmignore", "*.psd\n").file("Packages/core/Source.psd", noise(1))
                .file("Assets/Texture.png", noise(2));
        server = GitHttpServer.start(folder.resolve("served"));
        mirrors = TestSources.mirrors(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksOnceForAllManifestsAndRulesAndOnceForEachPackageOnlyForWhatIsPacked() throws IOException {
        var before = CommitId.of(repository.commit("Add both"));
        var commit = repository.bump("Packages/core", "1.1.0").bump("Packages/ui", "1.1.0").commit("Raise both");
        try (var source = TestSources.of(mirrors, server, folder).open(NAME, CommitRef.of(commit), Optional.of(before),
                Optional.of("main"))) {
            var manifests = source.manifests(PackageSelection.changed());
            source.bringForPacking(manifests);
            for (var path : manifests) {
                assertThat(source.manifestBefore(path))
                        .hasValueSatisfying(bytes -> assertThat(bytes).asString().contains("1.0.0"));
                assertThat(source.packageAt(path)).hasValueSatisfying(found -> assertThat(found.manifest()).asString()
                        .contains("1.1.0"));
            }
            assertThat(server.requests()).isEqualTo(2 * REQUESTS_OF_A_FETCH);

            var core = source.packageAt("Packages/core/package.json").orElseThrow();
            var files = packed(core);
            assertThat(files).extracting(PackEntry::path).contains("Runtime/Sample.cs").doesNotContain("Source.psd");
            for (var file : files) {
                try (var content = file.file().open()) {
                    assertThat(content.readAllBytes()).hasSize((int) file.file().size());
                }
            }
            assertThat(server.requests()).as("what is packed").isEqualTo(3 * REQUESTS_OF_A_FETCH);
        }
        assertThat(mirrors.singleRequests()).as("files that nobody brought").isZero();
        assertThat(server.bytesSent()).isLessThan(NOISE / 10);
    }

    private static List<PackEntry> packed(PackageSource source) throws IOException {
        var files = PackList.of(source.tree(), (ObjectNode) new ObjectMapper().readTree(source.manifest()));
        source.tree().bring(files.stream().map(PackEntry::file).toList());
        return files;
    }

    private static byte[] noise(long seed) {
        var bytes = new byte[NOISE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
