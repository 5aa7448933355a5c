package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.testing.UnityRepository;

class RemoteHeadsTest {

    @TempDir
    Path folder;
    private final RemoteHeads branches = new RemoteHeads(GitLimits.defaults(), GitCredentials.none());
    private MirrorFixture git;

    @BeforeEach
    void serve() {
        git = MirrorFixture.in(folder);
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void tellsTheHeadsOfAllBranchesInOneQuestion() {
        var first = git.commit("Add core");
        git.repository.onBranch("release/1.x");
        git.repository.onBranch("main-2");
        git.repository.file("README.md", "new");
        var second = git.commit("Describe it");
        var before = git.server.requests();

        assertThat(branches.of(git.remote, List.of("main", "release/1.x", "master", "main 2")).heads())
                .isEqualTo(Map.of("main", second, "release/1.x", first));
        assertThat(git.server.requests() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void knowsNoBranchesOfAnEmptyRepository() {
        UnityRepository.create(git.server.root(), "studio/empty");
        assertThat(branches.of(git.remote("studio/empty"), List.of("main")).heads()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithARepositoryThatIsNotThere() {
        assertThatExceptionOfType(GitException.class)
                .isThrownBy(() -> branches.of(git.remote("studio/gone"), List.of("main")).heads())
                .satisfies(e -> assertThat(e.fault()).isEqualTo(GitFault.REPOSITORY_NOT_FOUND));
    }
}
