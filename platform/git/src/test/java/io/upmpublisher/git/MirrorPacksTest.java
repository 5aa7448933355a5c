package io.upmpublisher.git;

import static io.upmpublisher.git.MirrorFixture.CORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.events.CommitId;

@Timeout(120)
class MirrorPacksTest {
    private static final int FILES = 60;
    /** The folders, which are much larger than a few short files, and the others together. */
    private static final int LARGE_AND_SMALL = 2;

    @TempDir
    Path folder;

    private MirrorFixture git;
    private CommitId first;

    @BeforeEach
    void serve() {
        git = MirrorFixture.in(folder);
        for (var number = 0; number < FILES; number++) {
            git.repository.file("files/" + number, "content " + number + "\n" + "line\n".repeat(number));
        }
        first = git.commit("Add files");
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void keepsFewPacksHoweverManyRequestsWereMade() throws IOException {
        for (var number = 0; number < FILES; number++) {
            bring(GitLimits.defaults(), number);
            assertThat(packs()).hasSizeLessThanOrEqualTo(GitLimits.defaults().maxPacks() + 1);
        }
        assertThatAllIsThere(FILES);
    }

    @Test
    void combinesThePacksOfCommitsThatAreDifferencesToEachOther() throws Exception {
        var latest = first;
        for (var version = 1; version <= 5; version++) {
            git.repository.bump(CORE, "1." + version + ".0");
            latest = git.commit("Release core 1." + version + ".0");
            git.mirrors(few(100)).fetch(FetchRequest.of(git.remote, latest)).close();
        }
        git.mirrors(few(1)).fetch(FetchRequest.of(git.remote, latest)).close();
        assertThat(packs()).hasSize(1);
        assertThatGitFindsNoFaultIn(packs().getFirst());
        var requests = git.server.requests();
        try (var mirror = git.mirrors().fetch(FetchRequest.of(git.remote, latest))) {
            assertThat(mirror.tree(latest).entries()).hasSizeGreaterThan(FILES);
        }
        assertThat(git.server.requests()).isEqualTo(requests);
    }

    @Test
    void keepsAllWhenItIsKilledBeforeTheOldPacksAreGone() throws IOException {
        bringSome();
        var aside = Files.createDirectories(folder.resolve("aside"));
        copy(git.mirror().resolve("objects/pack"), aside);
        combine();
        assertThat(packs()).hasSize(LARGE_AND_SMALL);
        copy(aside, git.mirror().resolve("objects/pack"));
        assertThat(packs()).hasSizeGreaterThan(5);
        assertThatAllIsThere(5);
        combine();
        assertThat(packs()).hasSize(LARGE_AND_SMALL);
        assertThatAllIsThere(5);
    }

    @Test
    void keepsAllWhenItIsKilledBeforeTheNewPackHasItsIndex() throws IOException {
        bringSome();
        var aside = Files.createDirectories(folder.resolve("aside"));
        copy(git.mirror().resolve("objects/pack"), aside);
        combine();
        for (var pack : packs()) {
            if (!Files.exists(aside.resolve(pack.getFileName()))) {
                Files.delete(pack.resolveSibling(pack.getFileName().toString().replace(".pack", ".idx")));
            }
        }
        copy(aside, git.mirror().resolve("objects/pack"));
        assertThatAllIsThere(5);
        combine();
        assertThat(packs()).hasSize(LARGE_AND_SMALL);
        assertThatAllIsThere(5);
    }

    @Test
    void fetchesAMirrorAnewWhosePacksCannotBeCombined() throws IOException {
        bringSome();
        for (var pack : packs()) {
            pack.toFile().setWritable(true);
            try (var file = new RandomAccessFile(pack.toFile(), "rw")) {
                // Between header and checksum, so that it still opens.
                file.seek(12);
                file.write(new byte[(int) file.length() - 32]);
            }
        }
        combine();
        try (var mirror = git.mirrors().fetch(FetchRequest.of(git.remote, first))) {
            assertThat(mirror.tree(first).read(mirror.tree(first).entry("files/0").orElseThrow(), 100)).isNotEmpty();
        }
    }

    @Test
    void leavesAPackAloneThatIsMuchLargerThanAllSmallerOnes() {
        assertThat(smallOf(1, 1, 1, 1, 100)).isEqualTo(4);
        assertThat(smallOf(10, 10, 10, 10, 50)).isEqualTo(5);
        assertThat(smallOf(1, 2, 6, 18)).as("grow as they should").isZero();
        assertThat(smallOf()).isZero();
    }

    @Test
    void combinesNoMoreAtOnceThanASlowDiskCanWrite() {
        var third = MirrorPacks.MOST_BYTES / 3;
        assertThat(smallOf(third, third, third, third, third)).isEqualTo(3);
        assertThat(smallOf(third * 2, third * 2)).isZero();
        assertThat(smallOf(1, third * 2, third * 2)).as("a large one is not written again for a tiny one").isZero();
        assertThat(smallOf(1, 1, third * 2, third * 2)).isEqualTo(2);
    }

    @Test
    void combinesNoMoreObjectsAtOnceThanMemoryHolds() {
        var folders = new MirrorPacks.Size(1, MirrorPacks.MOST_OBJECTS / 2);
        assertThat(MirrorPacks.smallOf(List.of(folders, folders, folders))).isEqualTo(2);
    }

    @Test
    void leavesAllAsItIsWhenItIsInterrupted() throws IOException {
        bringSome();
        var packs = packs();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> new MirrorPacks(git.mirror()).combine()).isInstanceOf(InterruptedIOException.class);
        } finally {
            Thread.interrupted();
        }
        assertThat(packs()).containsExactlyInAnyOrderElementsOf(packs);
        assertThatAllIsThere(5);
    }

    @Test
    void opensAMirrorWhosePacksCouldNotBeCombinedInTime() throws IOException {
        bringSome();
        var packs = packs();
        var mirror = MirrorFolder.at(git.mirrorRoot.toRealPath(), git.remote.name().key());
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> mirror.open(1)).isInstanceOf(IOException.class);
        } finally {
            Thread.interrupted();
        }
        // Would combine them, had that not been cut off just now.
        combine();
        assertThat(packs()).containsExactlyInAnyOrderElementsOf(packs);
        assertThatAllIsThere(5);
    }

    private static int smallOf(long... bytes) {
        return MirrorPacks.smallOf(Arrays.stream(bytes).mapToObj(each -> new MirrorPacks.Size(each, 1)).toList());
    }

    private void bringSome() {
        for (var number = 0; number < 5; number++) {
            bring(few(100), number);
        }
    }

    private void bring(GitLimits limits, int number) {
        try (var mirror = git.mirrors(limits).fetch(FetchRequest.of(git.remote, first))) {
            var tree = mirror.tree(first);
            tree.bring(List.of(tree.entry("files/" + number).orElseThrow()));
        }
    }

    /** What opening does when there are too many. */
    private void combine() {
        git.mirrors(few(1)).fetch(FetchRequest.of(git.remote, first)).close();
    }

    private void assertThatAllIsThere(int files) {
        var requests = git.server.requests();
        try (var mirror = git.mirrors(few(100)).fetch(FetchRequest.of(git.remote, first))) {
            var tree = mirror.tree(first);
            for (var number = 0; number < files; number++) {
                assertThat(tree.read(tree.entry("files/" + number).orElseThrow(), 1_000)).asString()
                        .startsWith("content " + number + "\n").hasSize(9 + Integer.toString(number).length() + 5 * number);
            }
        }
        assertThat(git.server.requests()).as("all was there").isEqualTo(requests);
    }

    private static void assertThatGitFindsNoFaultIn(Path pack) throws Exception {
        assertThat(new ProcessBuilder("git", "verify-pack", pack.toString()).inheritIO().start().waitFor()).isZero();
    }

    private static GitLimits few(int packs) {
        return GitLimits.defaults().withMaxPacks(packs);
    }

    private List<Path> packs() throws IOException {
        return MirrorFixture.packsOf(git.mirror());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (var file : files.toList()) {
                if (!Files.exists(to.resolve(file.getFileName()))) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }
}
