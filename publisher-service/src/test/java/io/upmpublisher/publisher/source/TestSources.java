package io.upmpublisher.publisher.source;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

import io.upmpublisher.git.GitCredentials;
import io.upmpublisher.git.GitLimits;
import io.upmpublisher.git.GitMirrors;
import io.upmpublisher.publisher.lfs.LfsLimits;
import io.upmpublisher.publisher.lfs.LfsStore;
import io.upmpublisher.testing.GitHttpServer;

/** Repositories of a git server of the test, which wants no credential. */
public final class TestSources {

    private TestSources() {
    }

    public static Sources of(GitHttpServer git, Path folder) {
        return of(mirrors(folder), git, folder);
    }

    public static GitMirrors mirrors(Path folder) {
        return new GitMirrors(folder.resolve("mirrors"), GitLimits.defaults(), GitCredentials.none());
    }

    public static Sources of(GitMirrors mirrors, GitHttpServer git, Path folder) {
        var limits = new LfsLimits(Duration.ofSeconds(10), Duration.ofMillis(1), 1 << 30, 1 << 30, Set.of());
        return new Sources(mirrors,
                new LfsStore(folder.resolve("lfs"), limits, GitCredentials.none(), Clock.systemUTC()), git.url());
    }
}
