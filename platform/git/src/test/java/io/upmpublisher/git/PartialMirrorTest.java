package io.upmpublisher.git;

import static io.upmpublisher.git.MirrorFixture.CORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.testing.GitServerOptions;

class PartialMirrorTest {
    /** A fetch lists refs and asks for objects, each after the greeting. */
    private static final int REQUESTS_OF_A_FETCH = 3;

    @TempDir
    Path folder;

    private MirrorFixture git;
    private CommitId first;

    @BeforeEach
    void serve() {
        start(GitServerOptions.defaults());
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void bringsManyFilesInOneRequest() {
        try (var mirror = fetch(first)) {
            var tree = mirror.tree(first);
            var requests = git.server.requests();
            tree.bring(tree.entries());
            assertThat(git.server.requests() - requests).isEqualTo(REQUESTS_OF_A_FETCH);
            tree.entries().forEach(entry -> assertThat(tree.read(entry, 10_000)).isNotEmpty());
            tree.bring(tree.entries());
            assertThat(git.server.requests() - requests).as("nothing is asked for twice").isEqualTo(REQUESTS_OF_A_FETCH);
        }
    }

    @Test
    void readsAFileThatWasNotBrought() {
        try (var mirror = fetch(first)) {
            var tree = mirror.tree(first);
            assertThat(tree.size(tree.entry(CORE + "/README.md").orElseThrow())).isEqualTo(18);
            assertThat(manifest(mirror, first)).contains("1.0.0");
        }
    }

    @Test
    void countsTheFilesThatNobodyBrought() {
        var mirrors = git.mirrors();
        try (var mirror = mirrors.fetch(FetchRequest.of(git.remote, first))) {
            var tree = mirror.tree(first);
            tree.bring(List.of(tree.entry(CORE + "/package.json").orElseThrow()));
            assertThat(manifest(mirror, first)).contains("1.0.0");
            assertThat(mirrors.singleRequests()).isZero();
            tree.size(tree.entry(CORE + "/README.md").orElseThrow());
            tree.size(tree.entry(CORE + "/README.md").orElseThrow());
            assertThat(mirrors.singleRequests()).isEqualTo(1);
        }
    }

    @Test
    void bringsAFileThatHasNotChangedSinceACommitWhichTheRemoteKnowsToBeHere() {
        fetch(first).close();
        git.repository.bump(CORE, "1.1.0");
        var second = git.commit("Release core 1.1.0");
        try (var mirror = fetch(second)) {
            var tree = mirror.tree(second);
            assertThat(tree.read(tree.entry(CORE + "/README.md").orElseThrow(), 100)).asString()
                    .startsWith("# com.studio.core");
        }
    }

    @Test
    void pushesOnTopOfACommitWithoutItsContent() {
        var mirrors = git.mirrors();
        try (var mirror = mirrors.fetch(FetchRequest.of(git.remote, first).withHistory())) {
            var sent = git.server.bytesSent();
            var commit = mirror
                    .write(new NewCommit(first, Map.of(CORE + "/CHANGELOG.md", bytes("# Changelog\n")), "docs: write",
                            new NewCommit.Author("UPM", "upm@studio.example"), Instant.parse("2026-02-03T04:05:06Z")));
            assertThat(mirrors.push(mirror, new PushRequest(git.remote, "main", commit, Optional.of(first))))
                    .isEqualTo(new PushOutcome.Pushed());
            assertThat(git.server.bytesSent() - sent).as("no content was needed for it").isLessThan(2_000);
        }
        assertThat(git.fsck()).isEmpty();
    }

    @Test
    void pushesToANewBranchAfterAllBranchesThatItKnewHaveMoved() {
        var mirrors = git.mirrors();
        try (var mirror = mirrors.fetch(FetchRequest.of(git.remote, first).withHistory())) {
            var commit = mirror.write(new NewCommit(first, Map.of("a", bytes("a")), "docs: write",
                    new NewCommit.Author("UPM", "upm@studio.example"), Instant.parse("2026-02-03T04:05:06Z")));
            git.repository.file("theirs", "theirs");
            git.commit("Be faster");
            assertThat(mirrors.push(mirror, new PushRequest(git.remote, "other", commit, Optional.empty())))
                    .isEqualTo(new PushOutcome.Pushed());
        }
        assertThat(git.fsck()).isEmpty();
    }

    @Test
    void fetchesContentAlongWhereTheHostCannotLeaveItOut() {
        restart(GitServerOptions.defaults().withoutFilter());
        try (var mirror = fetch(first)) {
            var requests = git.server.requests();
            assertThat(manifest(mirror, first)).contains("1.0.0");
            assertThat(git.server.requests()).isEqualTo(requests);
        }
    }

    @Test
    void goesOnWithAHostThatCannotLeaveContentOutAnyMore() {
        try (var mirror = fetch(first)) {
            assertThat(manifest(mirror, first)).contains("1.0.0");
        }
        restart(GitServerOptions.defaults().withoutFilter());
        git.repository.file(CORE + "/README.md", "# Changed in one line of it\n");
        var second = git.commit("Change the readme");
        try (var mirror = fetch(second)) {
            var tree = mirror.tree(second);
            tree.entries().forEach(entry -> assertThat(tree.read(entry, 10_000)).isNotEmpty());
        }
    }

    @Test
    void fetchesContentAlongAfterTheHostRefusedAFile() throws IOException {
        try (var mirror = fetch(first)) {
            var tree = mirror.tree(first);
            var readme = tree.entry(CORE + "/README.md").orElseThrow();
            var object = git.repository.gitDirectory()
                    .resolve("objects/" + readme.objectId().substring(0, 2) + "/" + readme.objectId().substring(2));
            var hidden = object.resolveSibling("hidden");
            Files.move(object, hidden);
            assertThatThrownBy(() -> tree.size(readme)).satisfies(Faults.are(GitFault.MIRROR_CORRUPT));
            Files.move(hidden, object);
        }
        try (var mirror = fetch(first)) {
            var requests = git.server.requests();
            assertThat(manifest(mirror, first)).contains("1.0.0");
            assertThat(git.server.requests()).isEqualTo(requests);
        }
    }

    private void start(GitServerOptions options) {
        git = new MirrorFixture(folder, options);
        first = git.commit("Add core");
    }

    /** The repository and the mirror stay. */
    private void restart(GitServerOptions options) {
        git = git.restarted(options);
    }

    private Mirror fetch(CommitId commit) {
        return git.mirrors().fetch(FetchRequest.of(git.remote, commit));
    }

    private static String manifest(Mirror mirror, CommitId commit) {
        var tree = mirror.tree(commit);
        return new String(tree.read(tree.entry(CORE + "/package.json").orElseThrow(), 10_000), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
