package io.upmpublisher.publisher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.publisher.manifest.UpmPackageRule;
import io.upmpublisher.publisher.source.TestSources;
import io.upmpublisher.testing.GitHttpServer;
import io.upmpublisher.testing.UnityRepository;

/** Against a real repository over HTTP. */
class PackageCountTest {

    private static final String NAME = "studio/sample";

    @TempDir
    Path folder;

    private GitHttpServer git;
    private UnityRepository repository;

    @BeforeEach
    void start() {
        git = GitHttpServer.start(folder.resolve("git"));
        repository = UnityRepository.create(git.root(), NAME).withPackage("A", "com.acme.a", "1.0.0", Map.of());
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void countsNothingThatCannotBePublished() {
        repository.file("tools/package.json", "{\"name\":\"tools\",\"version\":\"1.0.0\"}")
                .file("hidden/package.json", "{\"name\":\"com.acme.b\",\"version\":\"1.0.0\",\"private\":true}")
                .file("broken/package.json", "{")
                .withPackage("A/Samples~/S", "com.acme.sample", "1.0.0", Map.of())
                .withPackage("node_modules/N", "com.acme.module", "1.0.0", Map.of());
        assertThat(several(Set.of())).contains(false);
    }

    @Test
    void seesSeveralWhicheverTheRequestMeans() {
        repository.file("scoped/package.json", "{\"name\":\"@acme/tools\",\"version\":\"1.0.0\"}");
        assertThat(several(Set.of("@acme"))).contains(true);
        repository.withPackage("B", "com.acme.b", "1.0.0", Map.of());
        assertThat(several(Set.of())).contains(true);
    }

    private Optional<Boolean> several(Set<String> scopes) {
        var commit = CommitRef.of(repository.commit("Add"));
        try (var source = TestSources.of(git, folder).open(RepositoryName.parse(NAME), commit, Optional.empty(),
                Optional.of("main"))) {
            return new PackageCount(source, new UpmPackageRule(scopes)).isSeveral();
        }
    }
}
