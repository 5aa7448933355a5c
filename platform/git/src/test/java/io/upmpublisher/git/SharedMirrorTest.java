package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.events.CommitId;

/** Two processes over one folder of mirrors. */
@Timeout(60)
class SharedMirrorTest {
    @TempDir
    Path folder;

    private MirrorFixture git;
    private CommitId first;

    @BeforeEach
    void serve() {
        git = MirrorFixture.in(folder);
        git.repository.file("a", "content of a").file("b", "content of b");
        first = git.commit("Add both");
        fetch(first);
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void leavesACorruptMirrorUntilTheOtherProcessHasReadIt() throws IOException {
        var id = id();
        try (var other = OtherReader.of(git, first)) {
            MirrorLife.of(git.mirror()).markCorrupt();
            fetch(first);
            assertThat(id()).isEqualTo(id);
            assertThat(other.read("a")).isEqualTo("content of a");
        }
        fetch(first);
        assertThat(id()).isNotEqualTo(id);
    }

    @Test
    void leavesAMirrorThatLacksObjectsUntilTheOtherProcessHasReadIt() throws IOException {
        var id = id();
        try (var other = OtherReader.of(git, first)) {
            assertThat(other.read("a")).isEqualTo("content of a");
            Files.delete(MirrorFixture.packsOf(git.mirror()).stream().max(Comparator.comparing(pack -> pack.toFile().length()))
                    .orElseThrow());
            assertThatThrownBy(() -> fetch(first))
                    .satisfies(Faults.are(GitFault.MIRROR_CORRUPT));
            assertThat(id()).isEqualTo(id);
        }
        fetch(first);
        assertThat(id()).isNotEqualTo(id);
    }

    @Test
    void leavesThePacksUntilTheOtherProcessHasReadThem() throws IOException {
        var limits = GitLimits.defaults().withMaxPacks(1);
        try (var other = OtherReader.of(git, first)) {
            assertThat(other.read("a")).isEqualTo("content of a");
            assertThat(other.read("b")).isEqualTo("content of b");
            git.mirrors(limits).fetch(FetchRequest.of(git.remote, first)).close();
            assertThat(MirrorFixture.packsOf(git.mirror())).as("the folders, and a pack for each file").hasSize(3);
            assertThat(other.read("a")).isEqualTo("content of a");
        }
        git.mirrors(limits).fetch(FetchRequest.of(git.remote, first)).close();
        assertThat(MirrorFixture.packsOf(git.mirror())).as("both files in one").hasSize(2);
    }

    @Test
    void doesNotCondemnTheMirrorThatTookThePlaceOfTheOneThatItReads() throws IOException {
        var id = id();
        try (var other = OtherReader.of(git, first)) {
            // As a person does, or a file system whose locks do not reach the other machine.
            deleteMirror();
            fetch(first);
            var next = id();
            assertThat(next).isNotEqualTo(id);
            hideOnTheHost("a");
            assertThat(other.read("a")).isEqualTo("MIRROR_CORRUPT");
            assertThat(git.mirror().resolve("upm-corrupt-" + id)).exists();
            fetch(first);
            assertThat(id()).isEqualTo(next);
        }
        fetch(first);
        assertThat(git.mirror().resolve("upm-corrupt-" + id)).as("the same mirror still").exists();
    }

    private void fetch(CommitId commit) {
        git.mirrors().fetch(FetchRequest.of(git.remote, commit)).close();
    }

    private String id() throws IOException {
        return Files.readString(git.mirror().resolve("upm-id"));
    }

    private void deleteMirror() throws IOException {
        try (var files = Files.walk(git.mirror())) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    private void hideOnTheHost(String path) throws IOException {
        try (var mirror = git.mirrors().fetch(FetchRequest.of(git.remote, first))) {
            var id = mirror.tree(first).entry(path).orElseThrow().objectId();
            Files.delete(git.repository.gitDirectory().resolve("objects/" + id.substring(0, 2) + "/" + id.substring(2)));
        }
    }
}
