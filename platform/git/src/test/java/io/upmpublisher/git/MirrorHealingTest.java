package io.upmpublisher.git;

import static io.upmpublisher.git.MirrorFixture.CORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.events.CommitId;

class MirrorHealingTest {
    @TempDir
    Path folder;

    private MirrorFixture git;
    private CommitId first;

    @BeforeEach
    void mirrorOneCommit() {
        git = MirrorFixture.in(folder);
        git.repository.file("large.txt", noise());
        first = git.commit("Add core");
        assertThatEverythingCanBeRead(first);
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void healsATruncatedPack() throws IOException {
        for (var pack : packFiles(".pack")) {
            try (var file = new RandomAccessFile(pack.toFile(), "rw")) {
                file.setLength(file.length() / 2);
            }
        }
        assertThatEverythingCanBeRead(first);
    }

    @Test
    void healsALostPack() throws IOException {
        for (var pack : packFiles(".pack")) {
            Files.delete(pack);
        }
        assertThatEverythingCanBeRead(first);
    }

    @Test
    void healsALostIndexWhileFetchingTheNextCommit() throws IOException {
        for (var index : packFiles(".idx")) {
            Files.delete(index);
        }
        git.repository.bump(CORE, "1.1.0");
        assertThatEverythingCanBeRead(git.commit("Release core 1.1.0"));
    }

    @Test
    void healsALostIndex() throws IOException {
        for (var index : packFiles(".idx")) {
            Files.delete(index);
        }
        assertThatEverythingCanBeRead(first);
    }

    @Test
    void healsATruncatedIndex() throws IOException {
        for (var index : packFiles(".idx")) {
            try (var file = new RandomAccessFile(index.toFile(), "rw")) {
                file.setLength(file.length() / 2);
            }
        }
        assertThatEverythingCanBeRead(first);
    }

    @Test
    void healsTruncatedContent() throws IOException {
        try (var file = new RandomAccessFile(content().toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        try {
            assertThatEverythingCanBeRead(first);
        } catch (GitException e) {
            assertThat(e).satisfies(Faults.are(GitFault.MIRROR_CORRUPT));
        }
        assertThatEverythingCanBeRead(first);
        assertThat(git.mirror().resolveSibling("sample.git.whole")).as("the host is not to blame").doesNotExist();
    }

    @Test
    void bringsAFileAgainThatIsLost() throws IOException {
        var content = content();
        var sent = git.server.bytesSent();
        Files.delete(content);
        assertThatEverythingCanBeRead(first);
        assertThat(git.server.bytesSent() - sent).as("its folders need not be brought again").isLessThan(330_000);
    }

    @Test
    void healsAShallowListThatNamesCommitsWhichAreNotThere() throws IOException {
        Files.writeString(git.mirror().resolve("shallow"), "0123456789abcdef0123456789abcdef01234567\n");
        git.repository.bump(CORE, "1.1.0");
        assertThatEverythingCanBeRead(git.commit("Release core 1.1.0"));
    }

    @Test
    void healsUnreadableConfigurationAndShallowList() throws IOException {
        Files.writeString(git.mirror().resolve("config"), "[core\n\u0000");
        assertThatEverythingCanBeRead(first);
        Files.writeString(git.mirror().resolve("shallow"), "no commit\n");
        assertThatEverythingCanBeRead(first);
    }

    @Test
    void healsAfterDamageThatShowsOnlyWhileReading() throws IOException {
        for (var pack : packFiles(".pack")) {
            try (var file = new RandomAccessFile(pack.toFile(), "rw")) {
                // Everything between header and checksum: the index still promises every object.
                var zeros = new byte[(int) file.length() - 32 - 12];
                file.seek(12);
                file.write(zeros);
            }
        }
        try {
            assertThatEverythingCanBeRead(first);
        } catch (GitException e) {
            assertThat(e).satisfies(Faults.are(GitFault.MIRROR_CORRUPT));
            assertThat(e.transientFault()).isTrue();
        }
        assertThatEverythingCanBeRead(first);
    }

    @Test
    void reportsADamagedFileAndHealsAtTheNextFetch() throws IOException {
        var pack = content();
        try (var mirror = git.mirrors().fetch(FetchRequest.of(git.remote, first))) {
            var tree = mirror.tree(first);
            var large = tree.entry("large.txt").orElseThrow();
            damageLastObject(pack);
            assertThatThrownBy(() -> readAll(git.mirrors().fetch(FetchRequest.of(git.remote, first)), first))
                    .satisfies(Faults.are(GitFault.MIRROR_CORRUPT));
            assertThat(tree.size(large)).isEqualTo(320_000);
        }
        assertThatEverythingCanBeRead(first);
    }

    @Test
    void removesWhatAKilledFetchLeft() throws IOException {
        var leftovers = List.of(git.mirror().resolve("shallow.lock"), git.mirror().resolve("config.lock"),
                git.mirror().resolve("objects/incoming_123.pack"),
                git.mirror().resolve("refs/upm/trees/" + first.value() + ".lock"));
        for (var leftover : leftovers) {
            Files.writeString(leftover, "half");
        }
        git.repository.bump(CORE, "1.1.0");
        assertThatEverythingCanBeRead(git.commit("Release core 1.1.0"));
        assertThat(leftovers).noneMatch(Files::exists);
    }

    @Test
    void finishesAFetchThatWasKilledBeforeItsCommitWasNoted() throws IOException {
        Files.delete(git.mirror().resolve("refs/upm/trees/" + first.value()));
        assertThatEverythingCanBeRead(first);
    }

    @Test
    void fetchesAgainAfterTheWholeFolderWasDeleted() throws IOException {
        try (var files = Files.walk(git.mirror())) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
        assertThatEverythingCanBeRead(first);
    }

    private static byte[] noise() {
        var bytes = new byte[320_000];
        new Random(11).nextBytes(bytes);
        return bytes;
    }

    private void assertThatEverythingCanBeRead(CommitId commit) {
        assertThat(readAll(git.mirrors().fetch(FetchRequest.of(git.remote, commit)), commit)).isGreaterThan(320_000);
    }

    private static long readAll(Mirror opened, CommitId commit) {
        try (var mirror = opened) {
            var tree = mirror.tree(commit);
            return tree.entries().stream().mapToLong(entry -> tree.read(entry, 1_000_000).length).sum();
        }
    }

    /** The pack with the large file. */
    private Path content() {
        return packFiles(".pack").stream().max(Comparator.comparing(pack -> pack.toFile().length())).orElseThrow();
    }

    private List<Path> packFiles(String ending) {
        try (var files = Files.list(git.mirror().resolve("objects/pack"))) {
            var found = files.filter(file -> file.toString().endsWith(ending)).toList();
            found.forEach(file -> file.toFile().setWritable(true));
            assertThat(found).isNotEmpty();
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The checksum at the end stays, so that the pack still opens. */
    private static void damageLastObject(Path pack) throws IOException {
        try (var file = new RandomAccessFile(pack.toFile(), "rw")) {
            file.seek(file.length() - 20 - 8);
            file.write(new byte[8]);
        }
    }
}
