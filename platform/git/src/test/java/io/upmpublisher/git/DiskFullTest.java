package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.jgit.errors.TransportException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.testing.UnityRepository;

class DiskFullTest {
    private static final int NOISE = 700_000;

    @TempDir
    Path folder;

    @Test
    void namesAFullDiskWhateverIsSaidOfIt() throws IOException {
        try (var git = MirrorFixture.in(folder)) {
            for (var words : new String[] { "No space left on device", "/mirrors/a: Disk quota exceeded",
                    "There is not enough space on the disk" }) {
                var fault = new FetchFaults(git.remote).of(new TransportException("pack", new IOException(words)), 200);
                assertThat(fault).satisfies(Faults.are(GitFault.MIRROR_DISK_FULL));
                assertThat(fault.transientFault()).isTrue();
            }
        }
    }

    /** Only where this process may mount a file system of 1 MB. */
    @Test
    void makesRoomOnAFullDisk() throws Exception {
        var disk = Files.createDirectories(folder.resolve("mirrors"));
        assumeTrue(ran("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()));
        try (var git = MirrorFixture.in(folder)) {
            read(git, "studio/one", NOISE);
            read(git, "studio/two", NOISE);
            assertThat(disk.resolve("studio/one.git")).as("there was no room for both").doesNotExist();
            assertThatThrownBy(() -> read(git, "studio/large", 2 * NOISE)).satisfies(Faults.are(GitFault.MIRROR_DISK_FULL));
            read(git, "studio/one", NOISE);
        } finally {
            assertThat(ran("umount", disk.toString())).isTrue();
        }
    }

    /** Only where this process may mount a file system of a thousand files. */
    @Test
    void makesRoomForTheFileThatItLocks() throws Exception {
        var disk = Files.createDirectories(folder.resolve("mirrors"));
        assumeTrue(ran("mount", "-t", "tmpfs", "-o", "nr_inodes=1000", "tmpfs", disk.toString()));
        try (var git = MirrorFixture.in(folder)) {
            read(git, "studio/one", 100);
            read(git, "studio/other", 100);
            var filled = Files.createDirectories(disk.resolve("filled"));
            assertThatThrownBy(() -> {
                for (var number = 0; number < 1000; number++) {
                    Files.createFile(filled.resolve("file" + number));
                }
            }).hasMessageContaining("No space left");
            read(git, "studio/two", 100);
            assertThat(disk.resolve("studio/one.git")).as("there was no file left for the lock").doesNotExist();
        } finally {
            assertThat(ran("umount", disk.toString())).isTrue();
        }
    }

    @Test
    void doesWhatFailedForWantOfRoomAgainOnceThereIsSome() throws IOException {
        try (var git = MirrorFixture.in(folder)) {
            read(git, "studio/one", NOISE);
            var tries = new AtomicInteger();
            var quota = new MirrorQuota(git.mirrorRoot, Long.MAX_VALUE);
            assertThat(quota.withRoom(() -> {
                if (tries.incrementAndGet() == 1) {
                    throw new IOException("one.git.fetching: No space left on device");
                }
                return "locked";
            })).isEqualTo("locked");
            assertThat(git.mirrorRoot.resolve("studio/one.git")).doesNotExist();
            assertThatThrownBy(() -> quota.withRoom(() -> {
                throw new IOException("one.git.fetching: No space left on device");
            })).as("there is nothing left to remove").hasMessageContaining("No space left");
        }
    }

    private static void read(MirrorFixture git, String name, int bytes) {
        var root = git.server.root();
        var repository = Files.exists(root.resolve(name + ".git")) ? UnityRepository.open(root, name)
                : UnityRepository.create(root, name).file("noise", noise(bytes));
        var commit = CommitId.of(repository.isEmpty() ? repository.commit("Add noise") : repository.head());
        try (var mirror = git.mirrors().fetch(FetchRequest.of(git.remote(name), commit))) {
            var tree = mirror.tree(commit);
            assertThat(tree.read(tree.entry("noise").orElseThrow(), bytes)).hasSize(bytes);
        }
    }

    private static boolean ran(String... command) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] noise(int length) {
        var bytes = new byte[length];
        new Random(5).nextBytes(bytes);
        return bytes;
    }
}
