package io.upmpublisher.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnityRepositoryTest {
    private static final String CORE = "Packages/com.studio.core";

    @TempDir
    Path root;

    private UnityRepository repository;
    private String first;

    @BeforeEach
    void makeRepository() {
        repository = UnityRepository.create(root, "studio/sample");
        first = repository.withPackage(CORE, "com.studio.core", "1.0.0", Map.of("com.studio.base", "2.0.0")).commit("Add core");
    }

    @Test
    void givesEveryFileItsMeta() {
        var files = GitCommand.text(repository.gitDirectory(), "ls-tree", "-r", "--name-only", first).lines().toList();
        assertThat(files).contains(CORE + "/package.json", CORE + "/package.json.meta", CORE + "/Runtime.meta");
        assertThat(files).filteredOn(file -> !file.endsWith(".meta"))
                .allSatisfy(file -> assertThat(files).contains(file + ".meta"));
    }

    @Test
    void makesTheSameCommitFromTheSameChanges(@TempDir Path elsewhere) {
        var twin = UnityRepository.create(elsewhere, "studio/sample");
        assertThat(twin.withPackage(CORE, "com.studio.core", "1.0.0", Map.of("com.studio.base", "2.0.0")).commit("Add core"))
                .isEqualTo(first);
    }

    @Test
    void bumpsTheVersionAndKeepsTheRest() {
        var second = repository.bump(CORE, "1.1.0").commit("Release core 1.1.0");
        var difference = GitCommand.text(repository.gitDirectory(), "diff", "--numstat", first, second);
        assertThat(difference).isEqualTo("1\t1\t" + CORE + "/package.json");
    }

    @Test
    void writesModesLinksAndDeletions() {
        var second = repository.executable("build.sh", "#!/bin/sh\n").symlink("link", "build.sh").submodule("vendor", first)
                .delete(CORE + "/README.md").commit("Change kinds");
        var tree = GitCommand.text(repository.gitDirectory(), "ls-tree", "-r", second);
        assertThat(tree).contains("100755 blob").contains("120000 blob").contains("160000 commit " + first)
                .doesNotContain("README.md\n");
    }

    @Test
    void keepsBranchesApart() {
        var topic = repository.onBranch("topic");
        var onTopic = topic.file("a", "a").commit("Add a");
        assertThat(repository.head()).isEqualTo(first);
        assertThat(topic.head()).isEqualTo(onTopic);
        assertThat(topic.rewindTo(first).head()).isEqualTo(first);
    }
}
