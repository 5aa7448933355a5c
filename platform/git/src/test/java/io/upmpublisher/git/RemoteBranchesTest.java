package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.testing.GitServerOptions;
import io.upmpublisher.testing.UnityRepository;

class RemoteBranchesTest {

    @TempDir
    Path folder;

    @Test
    void namesThoseThatFitAndTheDefaultOne() {
        for (var options : List.of(GitServerOptions.defaults(), GitServerOptions.defaults().servingTipsOnly())) {
            try (var git = new MirrorFixture(folder.resolve(options.toString()), options)) {
                git.repository.commit("Add core");
                for (var branch : List.of("release/1.x", "release/2/hotfix", "mainline", "topic")) {
                    git.repository.onBranch(branch).file("a.txt", branch).commit("Branch off");
                }

                assertThat(branches(git, "master", "main")).isEqualTo(List.of("main"));
                assertThat(branches(git, "release/*", "mainline")).isEqualTo(List.of("mainline", "release/1.x"));
                assertThat(branches(git, "**")).hasSize(5);
                assertThat(branches(git, "none")).isEmpty();
                assertThat(git.mirrors().branches(git.remote, List.of("x")).defaultBranch()).contains("main");
            }
        }
    }

    @Test
    void knowsNoBranchesOfAnEmptyRepository() {
        try (var git = MirrorFixture.in(folder)) {
            UnityRepository.create(folder.resolve("served"), "studio/empty");

            assertThat(git.mirrors().branches(git.remote("studio/empty"), List.of("*")).names()).isEmpty();
            assertThatThrownBy(() -> git.mirrors().branches(git.remote("studio/none"), List.of("*")))
                    .satisfies(Faults.are(GitFault.REPOSITORY_NOT_FOUND));
        }
    }

    private static List<String> branches(MirrorFixture git, String... patterns) {
        return git.mirrors().branches(git.remote, List.of(patterns)).names();
    }
}
