package io.upmpublisher.git;

import java.nio.file.Path;
import java.util.Random;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.testing.GitHttpServer;

/** A project as studios have them: one small package beside 3,000 files of 50 MB that do not compress. */
final class LargeRepository implements AutoCloseable {
    static final String PACKAGE = MirrorFixture.CORE;

    static final int FILES = 3_000;
    static final int FILE_BYTES = 16_700;

    final MirrorFixture git;

    LargeRepository(Path folder) {
        git = MirrorFixture.in(folder);
        var random = new Random(1);
        for (var number = 0; number < FILES; number++) {
            var content = new byte[FILE_BYTES];
            random.nextBytes(content);
            git.repository.file("Assets/Level" + number / 50 + "/Texture" + number + ".png", content);
        }
        git.commit("Add the project");
    }

    CommitId head() {
        return CommitId.of(git.repository.head());
    }

    CommitId bump(String version) {
        return CommitId.of(git.repository.bump(PACKAGE, version).commit("Release core " + version));
    }

    GitHttpServer server() {
        return git.server;
    }

    /** Everything that publishing the package needs, as the publisher asks for it; answers how many bytes the host sent. */
    long publishBytes(Path mirrors, CommitId commit) {
        var before = server().bytesSent();
        var request = FetchRequest.of(git.remote, commit);
        try (var mirror = new GitMirrors(mirrors, GitLimits.defaults(), GitCredentials.none()).fetch(request)) {
            var tree = mirror.tree(commit);
            tree.bring(tree.entries().stream().filter(entry -> entry.path().endsWith("/package.json")).toList());
            var folder = tree.subtree(PACKAGE).orElseThrow();
            folder.bring(folder.entries());
            folder.entries().forEach(entry -> folder.read(entry, 1 << 20));
        }
        return server().bytesSent() - before;
    }

    @Override
    public void close() {
        git.close();
    }
}
