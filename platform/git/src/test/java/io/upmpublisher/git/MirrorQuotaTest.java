package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.testing.UnityRepository;

@Timeout(60)
class MirrorQuotaTest {
    private static final int NOISE = 300_000;
    /** Room for two mirrors. */
    private static final GitLimits LIMITS = GitLimits.defaults().withMaxMirrorBytes(2 * NOISE + NOISE / 2);

    @TempDir
    Path folder;

    private MirrorFixture git;

    @BeforeEach
    void serve() {
        git = MirrorFixture.in(folder);
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void removesTheMirrorsThatWereNotUsedForTheLongestTime() throws IOException {
        read("studio/one").close();
        read("studio/two").close();
        lastUsed("studio/one", Duration.ofHours(1));
        lastUsed("studio/two", Duration.ofHours(2));
        read("other/three").close();
        assertThat(mirror("studio/two")).doesNotExist();
        assertThat(mirror("studio/one")).exists();
        assertThat(mirror("other/three")).exists();
        read("studio/two").close();
        assertThat(mirror("studio/one")).as("fetched before the third").doesNotExist();
    }

    @Test
    void removesNoMirrorThatIsRead() {
        try (var one = read("studio/one"); var two = read("studio/two")) {
            read("studio/three").close();
            assertThat(mirror("studio/one")).exists();
            assertThat(mirror("studio/two")).exists();
        }
        read("studio/four").close();
        assertThat(mirror("studio/one")).doesNotExist();
    }

    @Test
    void removesNoMirrorThatAnotherProcessReadsOrFetches() throws Exception {
        for (var lock : new String[] { "reading", "fetching" }) {
            read("studio/one").close();
            lastUsed("studio/one", Duration.ofHours(1));
            var other = otherProcess(mirror("studio/one").resolveSibling("one.git." + lock));
            try {
                read("studio/two").close();
                read("studio/three").close();
                assertThat(mirror("studio/one")).exists();
            } finally {
                other.destroyForcibly().waitFor();
            }
            read("studio/four").close();
            assertThat(mirror("studio/one")).doesNotExist();
        }
    }

    /** Serves, fetches and reads a repository whose mirror has {@value #NOISE} bytes. */
    private Mirror read(String name) {
        var repository = Files.exists(git.server.root().resolve(name + ".git")) ? UnityRepository.open(git.server.root(), name)
                : UnityRepository.create(git.server.root(), name);
        var commit = CommitId
                .of(repository.isEmpty() ? repository.file("noise", noise()).commit("Add noise") : repository.head());
        var mirror = git.mirrors(LIMITS).fetch(FetchRequest.of(git.remote(name), commit));
        var tree = mirror.tree(commit);
        tree.bring(tree.entries());
        return mirror;
    }

    private Path mirror(String name) {
        return git.mirrorRoot.resolve(name + ".git");
    }

    private void lastUsed(String name, Duration before) throws IOException {
        Files.setLastModifiedTime(mirror(name).resolveSibling(mirror(name).getFileName() + ".fetching"),
                FileTime.from(Instant.now().minus(before)));
    }

    private static Process otherProcess(Path lock) throws IOException {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Holder.class.getName(), lock.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertThat(new BufferedReader(new InputStreamReader(process.getInputStream())).readLine()).isEqualTo("held");
        return process;
    }

    private static byte[] noise() {
        var bytes = new byte[NOISE];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    /** Holds a lock as another publisher with the same folder does. */
    static final class Holder {
        private Holder() {
        }

        public static void main(String[] arguments) throws IOException {
            try (var channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
                channel.lock(0, Long.MAX_VALUE, true);
                System.out.println("held");
                System.in.read();
            }
        }
    }
}
