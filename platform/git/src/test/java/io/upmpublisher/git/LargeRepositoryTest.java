package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.testing.GitServerOptions;

class LargeRepositoryTest {
    @TempDir
    Path folder;

    private LargeRepository large;

    @BeforeEach
    void serve() {
        large = new LargeRepository(folder);
    }

    @AfterEach
    void stop() {
        large.close();
    }

    @Test
    void publishesASmallPackageWithASmallPartOfTheRepository() {
        var first = large.publishBytes(folder.resolve("mirrors"), large.head());
        assertThat(first).as("bytes of the first publish").isLessThan(500_000);
        var second = large.publishBytes(folder.resolve("mirrors"), large.bump("1.1.0"));
        assertThat(second).as("bytes of the next one").isLessThan(5_000);
    }

    /** As with hosts that cannot leave content out: then it is the shallow mirror alone that keeps the second push small. */
    @Test
    void movesOnlyWhatIsNewWhereContentComesAlong() {
        try (var git = large.git.restarted(GitServerOptions.defaults().withoutFilter())) {
            assertThat(received(git, large.head())).isGreaterThan(50_000_000);
            assertThat(received(git, large.bump("1.1.0"))).isLessThan(5_000);
        }
    }

    private static long received(MirrorFixture git, CommitId commit) {
        var before = git.server.bytesSent();
        try (var mirror = git.mirrors().fetch(FetchRequest.of(git.remote, commit))) {
            var tree = mirror.tree(commit);
            tree.bring(tree.entries());
        }
        return git.server.bytesSent() - before;
    }
}
