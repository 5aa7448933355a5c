package io.upmpublisher.web.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(DepartureHttpTest.OwnLog.class)
class DepartureHttpTest {

    private static final Path LOG = Path.of("target/departures.log");

    public static class OwnLog implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.log.file.path", LOG.toString());
        }
    }

    @TestHTTPResource("/")
    URI base;

    @Test
    void tellsOfAnOutageAlsoWhenNobodyWaitsForTheAnswerAnyMore() throws IOException {
        var delivery = abandoned("?outage=true");
        await().until(() -> log().contains(delivery + " needs the database, which is away; answered 503"));
    }

    @Test
    void tellsOfAMistakeAlsoWhenNobodyWaitsForTheAnswerAnyMore() throws IOException {
        var delivery = abandoned("");
        await().until(() -> log().contains(delivery + " failed; answered 500 as urn:uuid:"));
    }

    /** The record of a later call shows that it is not too early to look. */
    @Test
    void makesNothingOfABodyThatItsSenderBrokeOff() throws IOException {
        var broken = UUID.randomUUID().toString();
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            send(socket, broken, 200);
        }
        tellsOfAMistakeAlsoWhenNobodyWaitsForTheAnswerAnyMore();
        assertThat(log()).doesNotContain(broken);
    }

    /** Hangs up once the body was read. */
    private String abandoned(String query) throws IOException {
        var id = UUID.randomUUID().toString();
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            send(socket, id + query, 2);
            await().until(() -> log().contains("has read all of " + id));
        }
        return id;
    }

    private static void send(Socket socket, String path, int length) throws IOException {
        var text = "POST /webhooks/abandoned/" + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length
                + "\r\nContent-Type: application/json\r\n\r\n{}";
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String log() throws IOException {
        return Files.readString(LOG);
    }
}
