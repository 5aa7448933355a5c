package io.upmpublisher.publisher.lfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.git.GitCredentials;
import io.upmpublisher.git.RemoteRepository;
import io.upmpublisher.testing.GitHttpServer;
import io.upmpublisher.testing.GitServerOptions;
import io.upmpublisher.testing.LfsServer;

/** A git host with LFS that wants a token, and what was fetched of it. */
final class LfsFixture implements AutoCloseable {

    static final String TOKEN = "ghp_secret1234";
    static final String NAME = "studio/sample";

    final GitHttpServer git;
    final LfsServer server;
    final Path cache;
    private final Clock clock;
    private LfsStore store;

    LfsFixture(Path folder, Clock clock) {
        this.git = GitHttpServer.start(folder.resolve("git"), GitServerOptions.defaults().requiringToken(TOKEN));
        this.server = git.lfs();
        this.cache = folder.resolve("lfs");
        this.clock = clock;
        this.store = store(limits(), TOKEN);
    }

    static LfsFixture in(Path folder) {
        return new LfsFixture(folder, Clock.systemUTC());
    }

    static LfsLimits limits() {
        return new LfsLimits(Duration.ofSeconds(10), Duration.ofMillis(1), 1 << 20, 1 << 20, Set.of());
    }

    LfsFixture with(LfsLimits limits, String token) {
        store.close();
        store = store(limits, token);
        return this;
    }

    LfsFixture with(GitCredentials credentials) {
        store.close();
        store = new LfsStore(cache, limits(), credentials, clock);
        return this;
    }

    LfsObjects objects() {
        return objects(NAME);
    }

    LfsObjects objects(String name) {
        return store.of(RemoteRepository.under(git.url(), RepositoryName.parse(name)));
    }

    /** A content that the server has. */
    LfsFile kept(String content) {
        server.put(NAME, content.getBytes(StandardCharsets.UTF_8));
        return file(content);
    }

    static LfsFile file(String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        return new LfsFile("big.png", new LfsPointer(LfsServer.oid(bytes), bytes.length));
    }

    String read(LfsFile file) throws Exception {
        try (var content = objects().open(file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Path cached(LfsFile file) {
        return cache.resolve(NAME).resolve(file.pointer().oid().substring(0, 2)).resolve(file.pointer().oid());
    }

    /** Files of the cache, whole or not. */
    List<Path> onDisk() throws IOException {
        try (var files = Files.walk(cache)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    List<LfsServer.Request> batches() {
        return server.requests().stream().filter(LfsServer.Request::isBatch).toList();
    }

    List<LfsServer.Request> downloads() {
        return server.requests().stream().filter(request -> !request.isBatch()).toList();
    }

    @Override
    public void close() {
        store.close();
        git.close();
    }

    private LfsStore store(LfsLimits limits, String token) {
        return new LfsStore(cache, limits, remote -> Optional.of(token).filter(given -> !given.isEmpty()), clock);
    }
}
