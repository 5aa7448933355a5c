package io.upmpublisher.publisher.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.net.httpserver.HttpServer;

import io.upmpublisher.git.GitCredentials;
import io.upmpublisher.git.RemoteRepository;
import io.upmpublisher.testing.LfsServer;

/** Git hosts that refuse, fail or lie, over real HTTP. */
class LfsFaultsTest {

    private static final String BATCH = "objects/batch";
    private static final String OBJECT = "/.lfs/";

    @TempDir
    Path folder;

    private LfsFixture lfs;

    @BeforeEach
    void start() {
        lfs = LfsFixture.in(folder);
    }

    @AfterEach
    void stop() {
        lfs.close();
    }

    @ParameterizedTest
    @CsvSource({ "401,LFS_CREDENTIAL_REFUSED", "403,LFS_CREDENTIAL_REFUSED", "404,LFS_NOT_OFFERED", "410,LFS_NOT_OFFERED",
            "501,LFS_NOT_OFFERED", "406,LFS_REFUSED", "413,LFS_REFUSED", "422,LFS_REFUSED", "507,LFS_QUOTA_EXCEEDED",
            "509,LFS_QUOTA_EXCEEDED", "204,LFS_ANSWER_INVALID", "500,LFS_UNREACHABLE", "503,LFS_UNREACHABLE" })
    void namesWhatABatchAnswerMeans(int status, LfsFault fault) {
        lfs.server.instead(BATCH, 100, LfsServer.status(status));

        assertFault(fault, lfs.kept("content"));
        assertThat(lfs.batches()).hasSize(fault.retryHelps() ? LfsLimits.ATTEMPTS : 1);
    }

    @ParameterizedTest
    @CsvSource({ "404,LFS_OBJECT_MISSING", "410,LFS_OBJECT_MISSING", "403,LFS_REFUSED", "401,LFS_REFUSED", "422,LFS_REFUSED",
            "507,LFS_QUOTA_EXCEEDED", "500,LFS_UNREACHABLE", "206,LFS_ANSWER_INVALID" })
    void namesWhatADownloadsAnswerMeans(int status, LfsFault fault) throws Exception {
        lfs.server.instead(OBJECT, 100, LfsServer.status(status));

        assertFault(fault, lfs.kept("content"));
        assertThat(lfs.onDisk()).isEmpty();
    }

    @Test
    void refusesATokenThatTheHostDoesNotTake() {
        lfs.with(LfsFixture.limits(), "ghp_other9876");

        assertFault(LfsFault.LFS_CREDENTIAL_REFUSED, lfs.kept("content"));
    }

    @Test
    void goesOnWithAnotherTokenWhenOneEndsUnderWay() throws Exception {
        var files = IntStream.range(0, LfsBatch.MAX_OBJECTS + 1).mapToObj(number -> lfs.kept("content " + number)).toList();
        var ended = new AtomicReference<>("");
        lfs.with(new GitCredentials() {
            @Override
            public Optional<String> tokenFor(RemoteRepository remote) {
                return Optional.of(lfs.batches().isEmpty() || ended.get().equals("ghs_old") ? LfsFixture.TOKEN : "ghs_old");
            }

            @Override
            public void refused(RemoteRepository remote, String token) {
                ended.set(token);
            }
        });

        lfs.objects().fetch(files);

        assertThat(ended).hasValue("ghs_old");
        assertThat(files).allSatisfy(file -> assertThat(lfs.cached(file)).exists());
    }

    @Test
    void asksOnceMoreAtMostWhenTokensAreRefused() {
        var given = new AtomicInteger();
        lfs.with(_ -> Optional.of("ghs_" + given.incrementAndGet()));

        assertFault(LfsFault.LFS_CREDENTIAL_REFUSED, lfs.kept("content"));
        assertThat(given).hasValue(2);
    }

    @Test
    void saysWhichFileIsMissingAndWhatTheHostSays() {
        assertThatThrownBy(() -> lfs.objects().fetch(List.of(lfs.kept("there"), LfsFixture.file("not there"))))
                .isInstanceOfSatisfying(LfsException.class, e -> {
                    assertThat(e.fault()).isEqualTo(LfsFault.LFS_OBJECT_MISSING);
                    assertThat(e).hasMessageContaining("big.png").hasMessageContaining("Object does not exist");
                });
    }

    @Test
    void goesOnAfterFaultsThatPass() throws Exception {
        var file = lfs.kept("content");
        lfs.server.instead(BATCH, 1, LfsServer.status(502));
        lfs.server.instead(BATCH, 1, LfsServer.status(429, "Retry-After", "0"));
        lfs.server.instead(OBJECT, 1, LfsServer.status(503));
        lfs.server.instead(OBJECT, 1, LfsServer.cutOff("content".getBytes(StandardCharsets.UTF_8)));
        lfs.server.instead(OBJECT, 1, LfsServer.bytes("c0ntent".getBytes(StandardCharsets.UTF_8)));

        lfs.objects().fetch(List.of(file));

        assertThat(lfs.read(file)).isEqualTo("content");
        assertThat(lfs.batches()).hasSize(3);
        assertThat(lfs.downloads()).hasSize(4);
    }

    @Test
    void handsALongWaitBackInsteadOfKeepingIt() {
        lfs.server.instead(BATCH, 100, LfsServer.status(429, "Retry-After", "120"));

        assertThatThrownBy(() -> lfs.objects().fetch(List.of(lfs.kept("content")))).isInstanceOfSatisfying(
                LfsException.class, e -> {
                    assertThat(e.fault()).isEqualTo(LfsFault.LFS_RATE_LIMITED);
                    assertThat(e.retryAfter()).contains(Duration.ofMinutes(2));
                });
        assertThat(lfs.batches()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "wrong!!", "short", "far too long", "" })
    void neverKeepsAnotherContent(String content) throws Exception {
        lfs.server.instead(OBJECT, 100, LfsServer.bytes(content.getBytes(StandardCharsets.UTF_8)));

        assertFault(LfsFault.LFS_OBJECT_CORRUPT, lfs.kept("content"));
        assertThat(lfs.onDisk()).isEmpty();
    }

    @Test
    void keepsNothingOfDownloadsThatBreakOff() throws Exception {
        lfs.server.instead(OBJECT, 100, LfsServer.cutOff("content".getBytes(StandardCharsets.UTF_8)));

        assertFault(LfsFault.LFS_UNREACHABLE, lfs.kept("content"));
        assertThat(lfs.onDisk()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "[]", "{}", "{\"objects\":{}}", "{\"objects\":[]}", "<html>",
            "{\"objects\":[{\"oid\":\"0\"}]}",
            "{\"transfer\":\"tus\",\"objects\":[]}", "{\"objects\":[{\"oid\":\"%s\"}]}",
            "{\"objects\":[{\"oid\":\"%s\",\"actions\":{\"download\":{\"href\":7}}}]}",
            "{\"objects\":[{\"oid\":\"%s\",\"actions\":{\"download\":{\"href\":\"/x\",\"header\":{\"a b\":\"c\"}}}}]}",
            "{\"objects\":[{\"oid\":\"%s\",\"actions\":{\"download\":{\"href\":\"/x\",\"header\":{\"a\":\"b\\nc\"}}}}]}" })
    void findsAnswersThatAreNone(String answer) {
        var file = lfs.kept("content");
        lfs.server.instead(BATCH, 100,
                LfsServer.bytes(answer.formatted(file.pointer().oid()).getBytes(StandardCharsets.UTF_8)));

        assertFault(LfsFault.LFS_ANSWER_INVALID, file);
    }

    @Test
    void readsNoEndlessAnswer() {
        lfs.server.instead(BATCH, 100, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (var i = 0; i < 100_000; i++) {
                    exchange.getResponseBody().write(new byte[1000]);
                }
            } catch (IOException e) {
                // The reader has had enough.
            }
        });

        assertFault(LfsFault.LFS_ANSWER_INVALID, lfs.kept("content"));
    }

    @Test
    void fetchesNothingThatIsTooLarge() {
        assertFault(LfsFault.LFS_OBJECT_TOO_LARGE, lfs.kept("x".repeat((1 << 20) + 1)));
        assertThat(lfs.server.requests()).isEmpty();
    }

    @Test
    void endsDownloadsThatTakeTooLong() {
        lfs.with(new LfsLimits(Duration.ofMillis(300), Duration.ofMillis(1), 1 << 20, 1 << 20, Set.of()), LfsFixture.TOKEN);
        lfs.server.instead(OBJECT, 100, exchange -> {
            exchange.sendResponseHeaders(200, 7);
            try {
                for (var c : "content".toCharArray()) {
                    exchange.getResponseBody().write(c);
                    exchange.getResponseBody().flush();
                    Thread.sleep(200);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertFault(LfsFault.LFS_UNREACHABLE, lfs.kept("content"));
    }

    @Test
    void stopsWhenInterrupted() throws Exception {
        lfs.server.instead(OBJECT, 100, exchange -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var file = lfs.kept("content");
        var thrown = new CopyOnWriteArrayList<Exception>();
        var worker = Thread.ofVirtual().start(() -> {
            try {
                lfs.objects().fetch(List.of(file));
            } catch (Exception e) {
                thrown.add(e);
            }
        });
        org.awaitility.Awaitility.await().until(() -> !lfs.downloads().isEmpty());

        worker.interrupt();

        assertThat(worker.join(Duration.ofSeconds(5))).isTrue();
        assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
    }

    @Test
    void keepsTheTokenOutOfWhatItSays() {
        lfs.server.instead(BATCH, 1, exchange -> LfsServer.bytes(new byte[0]).give(exchange));
        lfs.server.instead(BATCH, 100, exchange -> {
            var echo = ("{\"message\":\"you sent " + exchange.getRequestHeaders().getFirst("Authorization") + " and "
                    + LfsFixture.TOKEN + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(422, echo.length);
            exchange.getResponseBody().write(echo);
        });

        assertThatThrownBy(() -> lfs.objects().fetch(List.of(lfs.kept("content")))).hasMessageContaining("[redacted]")
                .hasMessageNotContaining(LfsFixture.TOKEN).hasMessageNotContaining("Basic ");
    }

    @Test
    void asksForNewAddressesWhenTheOldOnesAreGoodNoMore() throws Exception {
        lfs.server.expireAfter(2);
        var files = List.of(lfs.kept("one"), lfs.kept("two"), lfs.kept("three"), lfs.kept("four"), lfs.kept("five"));

        lfs.objects().fetch(files);

        for (var file : files) {
            assertThat(lfs.cached(file)).exists();
        }
        assertThat(lfs.batches()).hasSize(3);
    }

    @Test
    void sendsNoCredentialToWhereObjectsLie() throws Exception {
        try (var storage = new Storage("content")) {
            var file = lfs.kept("content");
            lfs.server.keepObjectsAt(storage.url());
            lfs.objects().fetch(List.of(file));

            assertThat(lfs.read(file)).isEqualTo("content");
            assertThat(storage.authorizations).singleElement().asString().startsWith("Ticket ");
        }
    }

    @Test
    void takesNoHeaderAlongWhenAnObjectIsRedirected() throws Exception {
        try (var storage = new Storage("content")) {
            var file = lfs.kept("content");
            lfs.server.instead(OBJECT, 1, LfsServer.status(302, "Location", storage.url() + "/elsewhere"));
            lfs.objects().fetch(List.of(file));

            assertThat(lfs.read(file)).isEqualTo("content");
            assertThat(storage.authorizations).containsExactly("none");
        }
    }

    @Test
    void sendsTheTokenToNoOtherHostThatABatchIsRedirectedTo() throws Exception {
        try (var other = new Storage("{}")) {
            lfs.server.instead(BATCH, 100, LfsServer.status(307, "Location", other.url() + "/info/lfs/objects/batch"));

            assertFault(LfsFault.LFS_ADDRESS_REFUSED, lfs.kept("content"));
            assertThat(other.authorizations).isEmpty();
        }
    }

    @Test
    void followsABatchWithinTheHost() throws Exception {
        var file = lfs.kept("content");
        lfs.server.instead(BATCH, 1, LfsServer.status(301, "Location", "/" + LfsFixture.NAME + "/info/lfs/objects/batch"));

        lfs.objects().fetch(List.of(file));

        assertThat(lfs.read(file)).isEqualTo("content");
    }

    @Test
    void followsNoCircles() {
        lfs.server.instead(BATCH, 100, LfsServer.status(307, "Location", "/studio/sample.git/info/lfs/objects/batch"));
        assertFault(LfsFault.LFS_ANSWER_INVALID, lfs.kept("content"));
    }

    private void assertFault(LfsFault fault, LfsFile file) {
        assertThatThrownBy(() -> lfs.objects().fetch(List.of(file))).isInstanceOfSatisfying(LfsException.class,
                e -> assertThat(e.fault()).isEqualTo(fault));
    }

    /** Another server, which gives one content to everyone. */
    private static final class Storage implements AutoCloseable {

        final List<String> authorizations = new CopyOnWriteArrayList<>();
        private final HttpServer server;

        Storage(String content) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                var authorization = exchange.getRequestHeaders().getFirst("Authorization");
                authorizations.add(authorization == null ? "none" : authorization);
                var bytes = content.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
