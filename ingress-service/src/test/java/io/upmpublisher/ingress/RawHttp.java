package io.upmpublisher.ingress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.restassured.RestAssured;

/** Sends what HTTP clients refuse to send, or make something else of. */
public final class RawHttp {

    private RawHttp() {
    }

    /** Sends the bytes after the head, whose lines end with LF here, and waits until the server hangs up. */
    public static String exchange(String head, byte[] body) {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            var out = socket.getOutputStream();
            out.write((head.strip().replace("\n", "\r\n") + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
