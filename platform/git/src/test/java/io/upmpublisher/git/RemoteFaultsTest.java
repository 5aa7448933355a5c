package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.testing.GitServerOptions;

@Timeout(60)
class RemoteFaultsTest {
    private static final CommitId ABSENT = CommitId.of("0123456789abcdef0123456789abcdef01234567");

    @TempDir
    Path folder;

    @Test
    void namesAMissingRepository() {
        try (var git = MirrorFixture.in(folder)) {
            assertThatThrownBy(() -> git.mirrors().fetch(FetchRequest.of(git.remote("studio/absent"), ABSENT)))
                    .satisfies(Faults.are(GitFault.REPOSITORY_NOT_FOUND)).hasMessageContaining("studio/absent");
        }
    }

    @Test
    void namesTheMissingCommitAmongSeveral() {
        try (var git = MirrorFixture.in(folder)) {
            var first = git.commit("Add core");
            assertThatThrownBy(() -> git.mirrors().fetch(FetchRequest.of(git.remote, first, ABSENT)))
                    .satisfies(Faults.are(GitFault.COMMIT_NOT_FOUND)).hasMessageContaining(ABSENT.value());
        }
    }

    @Test
    void refusesAnIdThatIsNoCommit() {
        try (var git = MirrorFixture.in(folder)) {
            git.commit("Add core");
            var mirrors = git.mirrors();
            String file;
            try (var mirror = mirrors.fetch(FetchRequest.of(git.remote, mirrors.resolve(git.remote, "main")))) {
                file = mirror.tree(mirrors.resolve(git.remote, "main")).entries().getFirst().objectId();
            }
            assertThatThrownBy(() -> mirrors.fetch(FetchRequest.of(git.remote, CommitId.of(file))))
                    .satisfies(Faults.are(GitFault.COMMIT_NOT_FOUND));
        }
    }

    @Test
    void findsAnOldCommitOnItsBranchWhenTheServerServesTipsOnly() {
        try (var git = new MirrorFixture(folder, GitServerOptions.defaults().servingTipsOnly())) {
            var first = git.commit("Add core");
            for (var i = 0; i < 60; i++) {
                git.repository.file("count", Integer.toString(i)).commit("Count to " + i);
            }
            try (var mirror = git.mirrors().fetch(FetchRequest.of(git.remote, first).onBranch("main"))) {
                assertThat(mirror.details(first).message()).isEqualTo("Add core");
            }
            assertThatThrownBy(() -> git.mirrors().fetch(FetchRequest.of(git.remote, ABSENT).onBranch("main")))
                    .satisfies(Faults.are(GitFault.COMMIT_GONE));
        }
    }

    @Test
    void stopsAtTheLimitOfReceivedBytesWhereContentComesAlong() {
        try (var git = new MirrorFixture(folder, GitServerOptions.defaults().withoutFilter())) {
            git.repository.file("noise", noise());
            var first = git.commit("Add core");
            assertThatThrownBy(() -> git.mirrors(GitLimits.defaults().withMaxReceivedBytes(100_000))
                    .fetch(FetchRequest.of(git.remote, first))).satisfies(Faults.are(GitFault.FETCH_TOO_LARGE));
            git.mirrors().fetch(FetchRequest.of(git.remote, first)).close();
        }
    }

    @Test
    void sendsTheTokenAndNamesAWrongOneWithoutRepeatingIt() {
        try (var git = new MirrorFixture(folder, GitServerOptions.defaults().requiringToken("right-token"))) {
            var first = git.commit("Add core");
            git.mirrors("right-token").fetch(FetchRequest.of(git.remote, first)).close();
            git.repository.file("a", "a");
            var second = git.commit("Add a");
            assertThatThrownBy(() -> git.mirrors("wrong-token").fetch(FetchRequest.of(git.remote, second)))
                    .satisfies(Faults.are(GitFault.REPOSITORY_ACCESS_DENIED))
                    .satisfies(e -> assertThat(e).hasStackTraceContaining("studio/sample"))
                    .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("wrong-token"));
        }
    }

    @Test
    void neverCarriesTheTokenToAnotherHost() throws Exception {
        var asked = new AtomicReference<String>();
        var thief = server(exchange -> {
            asked.set("asked with " + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        var redirecting = server(exchange -> {
            exchange.getResponseHeaders().set("Location", url(thief).resolve(exchange.getRequestURI()).toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        try {
            var mirrors = new GitMirrors(folder, GitLimits.defaults(), _ -> Optional.of("token"));
            assertThatThrownBy(() -> mirrors.fetch(FetchRequest.of(remote(url(redirecting)), ABSENT)))
                    .satisfies(Faults.are(GitFault.REDIRECT_REFUSED));
            assertThat(asked.get()).isNull();
        } finally {
            redirecting.stop(0);
            thief.stop(0);
        }
    }

    @Test
    void followsARedirectOnTheSameHost() throws Exception {
        try (var git = MirrorFixture.in(folder)) {
            var first = git.commit("Add core");
            var renaming = server(exchange -> {
                var path = exchange.getRequestURI().toString();
                if (path.startsWith("/studio/old.git")) {
                    exchange.getResponseHeaders().set("Location", path.replace("/old.git", "/sample.git"));
                    exchange.sendResponseHeaders(301, -1);
                } else {
                    pass(exchange, git.server.url().resolve(path));
                }
                exchange.close();
            });
            try {
                var remote = RemoteRepository.under(url(renaming), RepositoryName.parse("studio/old"));
                git.mirrors().fetch(FetchRequest.of(remote, first)).close();
            } finally {
                renaming.stop(0);
            }
        }
    }

    @Test
    void stopsAtTheLimitOfReceivedBytes() {
        try (var git = MirrorFixture.in(folder)) {
            git.repository.file("noise", noise());
            var first = git.commit("Add core");
            try (var mirror = git.mirrors(GitLimits.defaults().withMaxReceivedBytes(100_000))
                    .fetch(FetchRequest.of(git.remote, first))) {
                var tree = mirror.tree(first);
                assertThatThrownBy(() -> tree.bring(tree.entries())).satisfies(Faults.are(GitFault.FETCH_TOO_LARGE));
            }
            try (var mirror = git.mirrors().fetch(FetchRequest.of(git.remote, first))) {
                assertThat(mirror.tree(first).read(mirror.tree(first).entry("noise").orElseThrow(), 1_000_000))
                        .isEqualTo(noise());
            }
        }
    }

    @Test
    void stopsReadingOfRefsWhenAHostDoesNotEndToTellOfThem() throws Exception {
        var line = ("ffff" + "0".repeat(65_531)).getBytes(StandardCharsets.US_ASCII);
        var sent = new AtomicLong();
        var endless = server(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/x-git-receive-pack-advertisement");
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                // Ends all the same, for a test that would read it all.
                while (sent.addAndGet(line.length) < 1L << 29) {
                    out.write(line);
                }
            }
        });
        try (var git = MirrorFixture.in(folder)) {
            var first = git.commit("Add core");
            var mirrors = git.mirrors();
            try (var mirror = mirrors.fetch(FetchRequest.of(git.remote, first))) {
                var push = new PushRequest(remote(url(endless)), "refs/heads/main", first, Optional.empty());
                assertThat(mirrors.push(mirror, push)).isInstanceOfSatisfying(PushOutcome.Unanswered.class,
                        unanswered -> assertThat(unanswered.cause())
                                .satisfies(Faults.are(GitFault.ADVERTISEMENT_TOO_LARGE)));
            }
            assertThat(sent.get()).isLessThan(1L << 27);
        } finally {
            endless.stop(0);
        }
    }

    @Test
    void namesAHostThatIsNotThere() throws Exception {
        int port;
        try (var closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        assertThatThrownBy(() -> mirrors(GitLimits.defaults())
                .fetch(FetchRequest.of(remote(URI.create("http://127.0.0.1:" + port)), ABSENT)))
                .satisfies(Faults.are(GitFault.REPOSITORY_UNREACHABLE));
    }

    @Test
    void treatsAnOverloadedHostAsPassing() throws Exception {
        var overloaded = server(exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        try {
            assertThatThrownBy(() -> mirrors(GitLimits.defaults()).resolve(remote(url(overloaded)), "HEAD"))
                    .satisfies(Faults.are(GitFault.REPOSITORY_UNREACHABLE));
        } finally {
            overloaded.stop(0);
        }
    }

    @Test
    void givesUpOnASilentHost() throws Exception {
        try (var silent = new ServerSocket(0)) {
            var remote = remote(URI.create("http://127.0.0.1:" + silent.getLocalPort()));
            assertThatThrownBy(() -> mirrors(GitLimits.defaults().withReadTimeout(Duration.ofMillis(200)))
                    .fetch(FetchRequest.of(remote, ABSENT))).satisfies(Faults.are(GitFault.FETCH_TIMEOUT));
            assertThatThrownBy(() -> mirrors(GitLimits.defaults().withFetchTimeout(Duration.ofMillis(200)))
                    .fetch(FetchRequest.of(remote, ABSENT))).satisfies(Faults.are(GitFault.FETCH_TIMEOUT));
        }
    }

    @Test
    void endsAtOnceWhenTheThreadIsInterrupted() throws Exception {
        var asked = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var hanging = server(exchange -> {
            asked.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        try {
            var thrown = new CompletableFuture<Throwable>();
            var fetching = Thread.ofPlatform().start(() -> {
                try {
                    mirrors(GitLimits.defaults()).fetch(FetchRequest.of(remote(url(hanging)), ABSENT));
                } catch (GitException e) {
                    thrown.complete(Thread.currentThread().isInterrupted() ? e : new AssertionError("interrupt flag was lost"));
                }
            });
            asked.await();
            fetching.interrupt();
            assertThat(thrown.get()).satisfies(Faults.are(GitFault.FETCH_INTERRUPTED));
        } finally {
            never.countDown();
            hanging.stop(0);
        }
    }

    @Test
    void namesARemoteThatLacksObjects() throws Exception {
        try (var git = MirrorFixture.in(folder)) {
            var first = git.commit("Add core");
            try (var objects = Files.walk(git.repository.gitDirectory().resolve("objects"))) {
                for (var object : objects.filter(Files::isRegularFile)
                        .filter(file -> !file.toString().contains(first.value().substring(2)))
                        .toList()) {
                    Files.delete(object);
                }
            }
            assertThatThrownBy(() -> git.mirrors().fetch(FetchRequest.of(git.remote, first)))
                    .satisfies(Faults.are(GitFault.REMOTE_FAILED));
        }
    }

    private GitMirrors mirrors(GitLimits limits) {
        return new GitMirrors(folder.resolve("mirrors"), limits, GitCredentials.none());
    }

    private static RemoteRepository remote(URI base) {
        return RemoteRepository.under(base, RepositoryName.parse("studio/sample"));
    }

    private static HttpServer server(HttpHandler handler) throws IOException {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", handler);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    private static URI url(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void pass(HttpExchange exchange, URI target) throws IOException {
        var connection = (HttpURLConnection) target.toURL().openConnection();
        connection.setRequestMethod(exchange.getRequestMethod());
        for (var header : List.of("Git-Protocol", "Content-Type", "Content-Encoding", "Accept")) {
            var value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                connection.setRequestProperty(header, value);
            }
        }
        if (exchange.getRequestMethod().equals("POST")) {
            connection.setDoOutput(true);
            exchange.getRequestBody().transferTo(connection.getOutputStream());
        }
        exchange.getResponseHeaders().set("Content-Type", connection.getContentType());
        exchange.sendResponseHeaders(connection.getResponseCode(), 0);
        connection.getInputStream().transferTo(exchange.getResponseBody());
    }

    private static byte[] noise() {
        var bytes = new byte[1_000_000];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static String stackTrace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
