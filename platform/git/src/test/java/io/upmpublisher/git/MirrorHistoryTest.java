package io.upmpublisher.git;

import static io.upmpublisher.git.MirrorFixture.CORE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.events.CommitId;

class MirrorHistoryTest {
    @TempDir
    Path folder;

    private MirrorFixture git;
    private CommitId first;

    @BeforeEach
    void serve() {
        git = MirrorFixture.in(folder);
        first = git.commit("Add core");
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void tellsTheCommitsThatTouchedAFolderNewestFirst() {
        git.repository.file(CORE + "/Runtime/A.cs", "a");
        git.commit("Add A");
        git.repository.file("Elsewhere/B.cs", "b");
        git.commit("Add B elsewhere");
        git.repository.file(CORE + "/Runtime/C.cs", "c");
        var head = git.commit("Add C");
        try (var mirror = whole(head)) {
            assertThat(subjects(mirror.log(LogRequest.of(head, 10).since(first).touching(CORE))))
                    .containsExactly("Add C", "Add A");
            assertThat(subjects(mirror.log(LogRequest.of(head, 2)))).containsExactly("Add C", "Add B elsewhere");
            assertThat(mirror.log(LogRequest.of(head, 1)).getFirst().address()).isEqualTo("sam@studio.example");
        }
    }

    @Test
    void leavesMergesOutAndWhatTheyBroughtIn() {
        var topic = CommitId.of(git.repository.onBranch("topic").file(CORE + "/T.cs", "t").commit("Add T"));
        git.repository.file(CORE + "/M.cs", "m");
        git.commit("Add M");
        var merge = git.merge(topic, "Merge branch 'topic'");
        try (var mirror = whole(merge)) {
            assertThat(subjects(mirror.log(LogRequest.of(merge, 10).since(first).touching(CORE))))
                    .containsExactlyInAnyOrder("Add M", "Add T");
        }
    }

    @Test
    void bringsTheWholeHistoryToAMirrorThatWasCutOff() {
        var head = first;
        for (var step = 0; step < 5; step++) {
            git.repository.file("a", "a" + step);
            head = git.commit("Step " + step);
        }
        git.mirrors().fetch(FetchRequest.of(git.remote, head)).close();
        try (var mirror = whole(head)) {
            assertThat(mirror.log(LogRequest.of(head, 100))).hasSize(6);
        }
        var requests = git.server.requests();
        whole(head).close();
        assertThat(git.server.requests()).isEqualTo(requests);
    }

    @Test
    void tellsWhetherACommitIsInTheHistoryOfAnother() {
        git.repository.file("a", "a");
        var abandoned = git.commit("Add a");
        git.repository.rewindTo(first.value()).file("b", "b");
        var head = git.commit("Add b instead");
        try (var mirror = whole(head)) {
            assertThat(mirror.leadsTo(first, head)).isTrue();
            assertThat(mirror.leadsTo(head, first)).isFalse();
            assertThat(mirror.leadsTo(abandoned, head)).as("never fetched").isFalse();
        }
        assertThat(git.mirror().resolve("upm-corrupt")).doesNotExist();
    }

    @Test
    void tellsWhichFilesAreIgnoredByTheNearestRule() {
        git.repository.file(".gitignore", "*.meta\n").file("Packages/.gitignore", "!*.meta\n");
        var head = git.commit("Ignore");
        try (var mirror = whole(head)) {
            var tree = mirror.tree(head);
            assertThat(tree.ignores("CHANGELOG.md.meta")).isTrue();
            assertThat(tree.ignores("Packages/x/CHANGELOG.md.meta")).isFalse();
            assertThat(tree.ignores("CHANGELOG.md")).isFalse();
            assertThat(tree.subtree(CORE).orElseThrow().names()).contains("package.json", "package.json.meta", "Runtime.meta")
                    .doesNotContain("Runtime");
        }
    }

    private Mirror whole(CommitId commit) {
        return git.mirrors().fetch(FetchRequest.of(git.remote, commit).withHistory());
    }

    private static List<String> subjects(List<CommitDetails> commits) {
        return commits.stream().map(commit -> commit.message().lines().findFirst().orElseThrow()).toList();
    }
}
