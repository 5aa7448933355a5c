package io.upmpublisher.web.problem;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends requests that HTTP clients refuse to send. */
final class RawHttp {

    private RawHttp() {
    }

    static String get(URI base, String path, String token) throws IOException {
        return send(base, "GET " + path, token, "");
    }

    /** Announces a body of JSON and sends none of it. */
    static String announce(URI base, String path, String length, String token) throws IOException {
        return send(base, "POST " + path, token, "Content-Type: application/json\r\nContent-Length: " + length + "\r\n");
    }

    /** Sends these lines and these bytes, whatever they announce, and waits until the server hangs up. */
    static String exchange(URI base, String head, String body) throws IOException {
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String send(URI base, String request, String token, String headers) throws IOException {
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(5_000);
            var text = request + " HTTP/1.1\r\nHost: " + base.getHost() + "\r\nAuthorization: Bearer " + token
                    + "\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
