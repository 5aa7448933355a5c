package io.upmpublisher.git;

import static io.upmpublisher.git.MirrorFixture.CORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.events.CommitId;

class GitMirrorsTest {
    private static final int NOISE = 2_000_000;

    @TempDir
    Path folder;

    private MirrorFixture git;
    private CommitId first;

    @BeforeEach
    void serve() {
        git = MirrorFixture.in(folder);
        git.repository.file("noise.bin", noise());
        first = git.commit("Add core");
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void fetchesACommitThatNoBranchPointsTo() {
        git.repository.bump(CORE, "1.1.0");
        var abandoned = git.commit("Release core 1.1.0");
        git.repository.rewindTo(first.value());
        try (var mirror = git.mirrors().fetch(FetchRequest.of(git.remote, abandoned))) {
            assertThat(manifest(mirror, abandoned)).contains("1.1.0");
            assertThat(mirror.details(abandoned).parents()).as("history is cut off").isEmpty();
        }
    }

    @Test
    void asksTheRemoteNothingWhenTheCommitIsThere() {
        fetch(first);
        var requests = git.server.requests();
        fetch(first);
        assertThat(git.server.requests()).isEqualTo(requests);
    }

    @Test
    void movesOnlyWhatIsNew() {
        readNoise(first);
        var sent = git.server.bytesSent();
        assertThat(sent).isGreaterThan(NOISE);
        git.repository.bump(CORE, "1.1.0");
        readNoise(git.commit("Release core 1.1.0"));
        assertThat(git.server.bytesSent() - sent).isLessThan(10_000);
    }

    @Test
    void fetchesSeveralCommitsAtOnceAndComparesThem() {
        git.repository.bump(CORE, "1.1.0").delete(CORE + "/README.md").executable("build.sh", "#!/bin/sh\n");
        git.commit("Release core 1.1.0");
        git.repository.bump(CORE, "1.2.0");
        var third = git.commit("Release core 1.2.0");
        try (var mirror = git.mirrors().fetch(FetchRequest.of(git.remote, first, third))) {
            assertThat(mirror.changedPaths(first, third)).containsExactly(CORE + "/README.md", CORE + "/package.json",
                    "build.sh");
            assertThat(mirror.changedPaths(third, third)).isEmpty();
        }
    }

    @Test
    void deepensAShallowMirror() {
        git.repository.bump(CORE, "1.1.0");
        var second = git.commit("Release core 1.1.0");
        git.repository.bump(CORE, "1.2.0");
        var third = git.commit("Release core 1.2.0");
        fetch(third);
        try (var mirror = git.mirrors().fetch(FetchRequest.of(git.remote, third).withDepth(2))) {
            assertThat(mirror.details(third).parents()).containsExactly(second);
            assertThat(mirror.details(second).parents()).isEmpty();
        }
        try (var mirror = git.mirrors().fetch(FetchRequest.of(git.remote, third).withDepth(10))) {
            assertThat(mirror.details(second).parents()).containsExactly(first);
        }
        var requests = git.server.requests();
        git.mirrors().fetch(FetchRequest.of(git.remote, third).withDepth(10)).close();
        assertThat(git.server.requests()).isEqualTo(requests);
    }

    @Test
    void resolvesBranchesAndHead() {
        var topic = git.repository.onBranch("feature/topic").file("a", "a").commit("Add a");
        var mirrors = git.mirrors();
        assertThat(mirrors.resolve(git.remote, "HEAD")).isEqualTo(first);
        assertThat(mirrors.resolve(git.remote, "main")).isEqualTo(first);
        assertThat(mirrors.resolve(git.remote, "feature/topic").value()).isEqualTo(topic);
        assertThat(mirrors.resolve(git.remote, "refs/heads/feature/topic").value()).isEqualTo(topic);
        assertThatThrownBy(() -> mirrors.resolve(git.remote, "absent")).satisfies(Faults.are(GitFault.REF_NOT_FOUND));
        assertThatThrownBy(() -> mirrors.resolve(git.remote, "../../x y")).satisfies(Faults.are(GitFault.REF_NOT_FOUND));
    }

    @Test
    void resolvesAFullIdWithoutTheRemote() {
        assertThat(git.mirrors().resolve(git.remote, first.value())).isEqualTo(first);
        assertThat(git.server.requests()).isZero();
    }

    @Test
    void fetchesOneRepositoryOnceForManyThreads() throws Exception {
        var mirrors = git.mirrors();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var fetches = new ArrayList<Future<?>>();
            for (var i = 0; i < 8; i++) {
                fetches.add(threads.submit(() -> {
                    try (var mirror = mirrors.fetch(FetchRequest.of(git.remote, first))) {
                        assertThat(manifest(mirror, first)).contains("1.0.0");
                        assertThat(noise(mirror, first)).hasSize(NOISE);
                    }
                }));
            }
            for (var fetch : fetches) {
                fetch.get();
            }
        }
        assertThat(git.server.bytesSent()).isLessThan(2 * NOISE);
    }

    @Test
    void combinesThePacksThatAMirrorHasGathered() throws Exception {
        var mirrors = git.mirrors(GitLimits.defaults().withMaxPacks(2));
        var latest = first;
        for (var version = 1; version <= 5; version++) {
            mirrors.fetch(FetchRequest.of(git.remote, latest)).close();
            git.repository.bump(CORE, "1." + version + ".0");
            latest = git.commit("Release core 1." + version + ".0");
        }
        try (var mirror = mirrors.fetch(FetchRequest.of(git.remote, latest))) {
            assertThat(manifest(mirror, latest)).contains("1.5.0");
        }
        assertThat(MirrorFixture.packsOf(git.mirror()))
                .as("those that are left by combining, one of the last fetch, and its file")
                .hasSizeLessThanOrEqualTo(4);
        var requests = git.server.requests();
        mirrors.fetch(FetchRequest.of(git.remote, first)).close();
        assertThat(git.server.requests()).as("nothing was lost").isEqualTo(requests);
    }

    private void fetch(CommitId commit) {
        git.mirrors().fetch(FetchRequest.of(git.remote, commit)).close();
    }

    private static String manifest(Mirror mirror, CommitId commit) {
        var tree = mirror.tree(commit);
        return new String(tree.read(tree.entry(CORE + "/package.json").orElseThrow(), 10_000), StandardCharsets.UTF_8);
    }

    private void readNoise(CommitId commit) {
        try (var mirror = git.mirrors().fetch(FetchRequest.of(git.remote, commit))) {
            assertThat(noise(mirror, commit)).hasSize(NOISE);
        }
    }

    private static byte[] noise(Mirror mirror, CommitId commit) {
        var tree = mirror.tree(commit);
        return tree.read(tree.entry("noise.bin").orElseThrow(), NOISE);
    }

    private static byte[] noise() {
        var bytes = new byte[NOISE];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
