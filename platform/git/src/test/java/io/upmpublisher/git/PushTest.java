package io.upmpublisher.git;

import static io.upmpublisher.git.MirrorFixture.CORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.testing.GitServerOptions;

class PushTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    @TempDir
    Path folder;

    private MirrorFixture git;
    private GitMirrors mirrors;
    private CommitId head;

    @BeforeEach
    void serve() {
        git = MirrorFixture.in(folder);
        git.repository.executable(CORE + "/build.sh", "#!/bin/sh\n").file("Packages.txt", "sorts after the folder's name\n");
        head = git.commit("Add core");
        mirrors = git.mirrors();
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void pushesACommitMadeInTheMirror() {
        try (var mirror = mirror()) {
            var commit = mirror.write(new NewCommit(head,
                    Map.of(CORE + "/CHANGELOG.md", bytes("# Ä\n"), CORE + "/build.sh", bytes("#!/bin/bash\n"), "New/a",
                            bytes("a")),
                    "docs: write", new NewCommit.Author("UPM", "upm@studio.example"), NOW));
            assertThat(mirrors.push(mirror, push("main", commit, Optional.of(head)))).isEqualTo(new PushOutcome.Pushed());
            assertThat(git.repository.head()).isEqualTo(commit.value());
        }
        var pushed = CommitId.of(git.repository.head());
        try (var mirror = new GitMirrors(folder.resolve("others"), GitLimits.defaults(), GitCredentials.none())
                .fetch(FetchRequest.of(git.remote, pushed, head))) {
            assertThat(mirror.changedPaths(head, pushed)).containsExactly("New/a", CORE + "/CHANGELOG.md", CORE + "/build.sh");
            assertThat(mirror.tree(pushed).entry(CORE + "/build.sh").orElseThrow().kind()).isEqualTo(EntryKind.EXECUTABLE);
            assertThat(mirror.details(pushed)).isEqualTo(
                    new CommitDetails(pushed, "UPM", "upm@studio.example", NOW, "docs: write", java.util.List.of()));
        }
        assertThat(git.fsck()).isEmpty();
    }

    @Test
    void leavesABranchThatMovedAsItIs() {
        try (var mirror = mirror()) {
            var commit = write(mirror);
            git.repository.file("theirs", "theirs");
            var theirs = git.commit("Be faster");
            assertThat(mirrors.push(mirror, push("main", commit, Optional.of(head)))).isEqualTo(new PushOutcome.Raced());
            assertThat(git.repository.head()).isEqualTo(theirs.value());
        }
    }

    @Test
    void createsABranchOnlyOnce() {
        try (var mirror = mirror()) {
            var commit = write(mirror);
            assertThat(mirrors.push(mirror, push("upm/new", commit, Optional.empty()))).isEqualTo(new PushOutcome.Pushed());
            assertThat(mirrors.push(mirror, push("upm/new", head, Optional.empty()))).isEqualTo(new PushOutcome.Raced());
            assertThat(mirrors.resolve(git.remote, "upm/new")).isEqualTo(commit);
        }
    }

    @Test
    void tellsARefusalInTheRemotesWords() throws IOException {
        hook("#!/bin/sh\necho 'error: GH006: Protected branch update failed' >&2\nexit 1\n");
        try (var mirror = mirror()) {
            assertThat(mirrors.push(mirror, push("main", write(mirror), Optional.of(head))))
                    .isInstanceOfSatisfying(PushOutcome.Refused.class, refused -> assertThat(refused.text())
                            .contains("hook declined", "GH006: Protected branch update failed").doesNotContain("\n"));
        }
        assertThat(git.repository.head()).isEqualTo(head.value());
    }

    @Test
    void capsALongRefusal() throws IOException {
        hook("#!/bin/sh\nhead -c 20000 /dev/zero | tr '\\0' x >&2\nexit 1\n");
        try (var mirror = mirror()) {
            assertThat(mirrors.push(mirror, push("main", write(mirror), Optional.of(head))))
                    .isInstanceOfSatisfying(PushOutcome.Refused.class, refused -> assertThat(refused.text()).hasSize(301));
        }
    }

    @Test
    void tellsADeniedCredentialFromARefusedBranch() {
        try (var closed = new MirrorFixture(folder.resolve("closed"), GitServerOptions.defaults().requiringToken("t0k"))) {
            var commit = closed.commit("Add core");
            try (var mirror = closed.mirrors("t0k").fetch(FetchRequest.of(closed.remote, commit))) {
                assertThat(closed.mirrors("wrong").push(mirror,
                        new PushRequest(closed.remote, "other", commit, Optional.empty())))
                        .isInstanceOf(PushOutcome.Denied.class);
                assertThat(closed.mirrors("t0k").push(mirror,
                        new PushRequest(closed.remote, "other", commit, Optional.empty())))
                        .isInstanceOf(PushOutcome.Pushed.class);
            }
        }
    }

    @Test
    void tellsThatNoAnswerCame() {
        try (var mirror = mirror()) {
            var commit = write(mirror);
            git.close();
            assertThat(mirrors.push(mirror, push("main", commit, Optional.of(head)))).isInstanceOfSatisfying(
                    PushOutcome.Unanswered.class,
                    unanswered -> assertThat(unanswered.cause().fault()).isEqualTo(GitFault.REPOSITORY_UNREACHABLE));
        }
    }

    @Test
    void namesTheDefaultBranch() {
        assertThat(mirrors.defaultBranch(git.remote)).isEqualTo("main");
    }

    @Test
    void refusesWhatIsNoBranchName() {
        try (var mirror = mirror()) {
            var request = push("a..b", head, Optional.empty());
            assertThatThrownBy(() -> mirrors.push(mirror, request)).satisfies(Faults.are(GitFault.REF_NOT_FOUND));
        }
    }

    @Test
    void writesNoFileInPlaceOfAFolder() {
        try (var mirror = mirror()) {
            var commit = new NewCommit(head, Map.of(CORE, bytes("file")), "x", new NewCommit.Author("a", "b"), NOW);
            assertThatThrownBy(() -> mirror.write(commit)).satisfies(Faults.are(GitFault.OBJECT_INVALID));
        }
    }

    private Mirror mirror() {
        return mirrors.fetch(FetchRequest.of(git.remote, head).withHistory());
    }

    private CommitId write(Mirror mirror) {
        return mirror.write(new NewCommit(head, Map.of("CHANGELOG.md", bytes("# Changelog\n")), "docs: write",
                new NewCommit.Author("UPM", "upm@studio.example"), NOW));
    }

    private PushRequest push(String branch, CommitId commit, Optional<CommitId> expected) {
        return new PushRequest(git.remote, branch, commit, expected);
    }

    private void hook(String script) throws IOException {
        var hook = git.repository.gitDirectory().resolve("hooks/update");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, script);
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
