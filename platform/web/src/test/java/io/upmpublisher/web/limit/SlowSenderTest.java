package io.upmpublisher.web.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(SlowSenderTest.Impatient.class)
class SlowSenderTest {

    public static class Impatient implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("upm.limit.receive-within", "1S", "quarkus.log.file.path", "target/slow-senders.log");
        }
    }

    @TestHTTPResource("/")
    URI base;

    @ParameterizedTest
    @ValueSource(strings = { "Content-Length: 100000", "Transfer-Encoding: chunked" })
    void cutsOffWhoSendsByteByByte(String length) throws Exception {
        try (var sender = new Sender("POST /webhooks/test", length)) {
            sender.dribble(length.startsWith("T") ? "1\r\nx\r\n" : "x");
            assertThat(sender.answer()).startsWith("HTTP/1.1 408 ").contains("/problems/request-timeout", "after 1 seconds");
        }
        assertThat(Files.readString(Path.of("target/slow-senders.log"))).doesNotContain("ERROR");
    }

    @Test
    void hangsUpOnWhoSaysNothingMore() throws Exception {
        try (var sender = new Sender("POST /api/things", "Content-Length: 100")) {
            assertThat(sender.answer()).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void hangsUpOnWhoGoesOnAfterHeWasRefused() throws Exception {
        try (var sender = new Sender("POST /api/nothing", "Transfer-Encoding: chunked\r\nAuthorization: Bearer wrong")) {
            sender.dribble("1\r\nx\r\n");
            assertThat(sender.answer()).startsWith("HTTP/1.1 401 ").contains("/problems/unauthenticated");
            assertThatExceptionOfType(IOException.class).isThrownBy(sender::sendUntilClosed);
        }
    }

    @Test
    void waitsForNobodyWhoseBodyIsThere() throws Exception {
        try (var sender = new Sender("POST /webhooks/test", "Content-Length: 3\r\nConnection: close")) {
            sender.send("abc");
            assertThat(sender.answer()).startsWith("HTTP/1.1 200 ");
        }
    }

    /** Whose own calls take longer than a body may. */
    @ParameterizedTest
    @ValueSource(strings = { "GET", "POST", "DELETE" })
    void leavesCallsWithoutABodyAloneOverHttp2(String method) throws Exception {
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            for (var call = 0; call < 2; call++) {
                var answer = client.send(request("webhooks/slow").method(method, HttpRequest.BodyPublishers.noBody()).build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(answer.statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void leavesCallsAloneWhoseBodyIsThereOverHttp2() throws Exception {
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            client.send(request("webhooks/slow").build(), HttpResponse.BodyHandlers.discarding());
            for (var path : List.of("webhooks/slow", "webhooks/thoughtful")) {
                var body = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[10_000]));
                assertThat(client.send(request(path).POST(body).build(), HttpResponse.BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void cutsOffWhoSendsNoBodyOverHttp2() throws Exception {
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            client.send(request("webhooks/slow").build(), HttpResponse.BodyHandlers.discarding());
            var body = HttpRequest.BodyPublishers.fromPublisher(sender -> sender.onSubscribe(new Nothing()));
            var answer = client.sendAsync(request("webhooks/test").POST(body).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.handle((response, failure) -> failure != null || response.statusCode() == 408)
                    .get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Nobody reads what comes, so nobody sees that it is all there. */
    @Test
    void leavesAloneWhoseEmptyBodyOfUnknownLengthNobodyReads() throws Exception {
        try (var sender = new Sender("POST /webhooks/slow", "Transfer-Encoding: chunked\r\nConnection: close")) {
            sender.send("0\r\n\r\n");
            assertThat(sender.answer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void hangsUpAfterTheAnswerOnWhoseBodyNobodyReads() throws Exception {
        try (var sender = new Sender("POST /webhooks/slow", "Transfer-Encoding: chunked")) {
            sender.dribble("1\r\nx\r\n");
            assertThat(sender.answer()).startsWith("HTTP/1.1 200 ");
        }
    }

    private static final class Nothing implements Flow.Subscription {

        @Override
        public void request(long parts) {
            // Announced, and never sent.
        }

        @Override
        public void cancel() {
            // Nothing to stop.
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
    }

    private final class Sender implements AutoCloseable {

        private final Socket socket = new Socket(base.getHost(), base.getPort());
        private final java.util.concurrent.ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();

        Sender(String request, String headers) throws IOException {
            socket.setSoTimeout(20_000);
            var token = headers.contains("Authorization") ? "" : "Authorization: Bearer operator-token-1234\r\n";
            send(request + " HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n" + token + headers + "\r\n\r\n");
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        void dribble(String text) {
            pace.scheduleAtFixedRate(() -> {
                try {
                    send(text);
                } catch (IOException closed) {
                    pace.shutdown();
                }
            }, 0, 50, TimeUnit.MILLISECONDS);
        }

        /** Until the server hangs up. */
        String answer() throws IOException {
            var answer = new StringBuilder();
            try {
                for (var next = socket.getInputStream().read(); next >= 0; next = socket.getInputStream().read()) {
                    answer.append((char) next);
                }
            } catch (java.net.SocketException reset) {
                // What was sent after the end makes it a reset.
            }
            return answer.toString();
        }

        void sendUntilClosed() throws IOException {
            while (true) {
                send("1\r\nx\r\n");
            }
        }

        @Override
        public void close() throws IOException {
            pace.shutdownNow();
            socket.close();
        }
    }
}
