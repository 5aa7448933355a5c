package io.upmpublisher.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.testing.GitHttpServer;
import io.upmpublisher.testing.GitServerOptions;
import io.upmpublisher.testing.UnityRepository;

/** A git server with one repository, and mirrors of it. */
final class MirrorFixture implements AutoCloseable {
    static final String CORE = "Packages/com.studio.core";

    final UnityRepository repository;
    final GitHttpServer server;
    final Path mirrorRoot;
    final RemoteRepository remote;

    MirrorFixture(Path folder, GitServerOptions options) {
        this(UnityRepository.create(folder.resolve("served"), "studio/sample")
                .withPackage(CORE, "com.studio.core", "1.0.0", Map.of()),
                GitHttpServer.start(folder.resolve("served"), options), folder.resolve("mirrors"));
    }

    private MirrorFixture(UnityRepository repository, GitHttpServer server, Path mirrorRoot) {
        this.repository = repository;
        this.server = server;
        this.mirrorRoot = mirrorRoot;
        this.remote = remote("studio/sample");
    }

    /** The same repository on a server with other ways, and the same mirrors. */
    MirrorFixture restarted(GitServerOptions options) {
        server.close();
        return new MirrorFixture(repository, GitHttpServer.start(server.root(), options), mirrorRoot);
    }

    static MirrorFixture in(Path folder) {
        return new MirrorFixture(folder, GitServerOptions.defaults());
    }

    RemoteRepository remote(String name) {
        return RemoteRepository.under(server.url(), RepositoryName.parse(name));
    }

    GitMirrors mirrors() {
        return mirrors(GitLimits.defaults());
    }

    GitMirrors mirrors(GitLimits limits) {
        return new GitMirrors(mirrorRoot, limits, GitCredentials.none());
    }

    GitMirrors mirrors(String token) {
        return new GitMirrors(mirrorRoot, GitLimits.defaults(), _ -> Optional.of(token));
    }

    Path mirror() {
        return mirrorRoot.resolve("studio/sample.git");
    }

    static List<Path> packsOf(Path mirror) throws IOException {
        try (var files = Files.list(mirror.resolve("objects/pack"))) {
            return files.filter(file -> file.toString().endsWith(".pack")).toList();
        }
    }

    CommitId commit(String message) {
        return CommitId.of(repository.commit(message));
    }

    /** Joins another line of history into the branch. */
    CommitId merge(CommitId other, String message) {
        return CommitId.of(repository.merge(other.value(), message));
    }

    /** What git finds wrong with the served repository. */
    String fsck() {
        return repository.fsck();
    }

    @Override
    public void close() {
        server.close();
    }
}
