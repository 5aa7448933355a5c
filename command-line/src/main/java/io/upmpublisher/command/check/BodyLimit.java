package io.upmpublisher.command.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * How large a publish the registry and the proxies before it take. They refuse by the announced length; so it is announced, and
 * never sent.
 */
final class BodyLimit {

    /** What a tarball of 50 MB becomes, above which packages get a warning. */
    private static final long WANTED = 70_000_000;

    private BodyLimit() {
    }

    static Finding look(URI base, String name, String token, Duration patience) {
        try {
            var status = announce(base, name, token, patience);
            return status == 413 ? Finding.warning("a publish of " + WANTED / 1_000_000 + " MB is refused as too large",
                    "Raise the limit of the registry (Verdaccio: max_body_size) and of the proxies before it, or keep packages "
                            + "below it.")
                    : status == 0 || status == 100
                            ? Finding.ok("a publish of " + WANTED / 1_000_000 + " MB is not refused at once")
                            : Finding.notAsked("how large a publish may be", "The registry answers " + status + ".");
        } catch (IOException e) {
            return Finding.notAsked("how large a publish may be", "The connection was cut: " + e.getMessage());
        }
    }

    /** The status, or 0 if it waits for the body. */
    private static int announce(URI base, String name, String token, Duration patience) throws IOException {
        var isTls = "https".equalsIgnoreCase(base.getScheme());
        var port = base.getPort() >= 0 ? base.getPort() : isTls ? 443 : 80;
        try (var socket = isTls ? SSLSocketFactory.getDefault().createSocket() : new Socket()) {
            socket.connect(new InetSocketAddress(base.getHost(), port), (int) patience.toMillis());
            if (socket instanceof SSLSocket tls) {
                var parameters = tls.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(parameters);
            }
            socket.setSoTimeout((int) Math.min(1000, patience.toMillis()));
            socket.getOutputStream().write(("PUT " + base.getRawPath() + "/"
                    + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%40", "@") + " HTTP/1.1\r\nHost: "
                    + base.getRawAuthority() + "\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: " + WANTED
                    + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return last(socket);
        }
    }

    // "100 Continue" is often said before anybody has looked at the length.
    private static int last(Socket socket) throws IOException {
        var told = new StringBuilder();
        var status = 0;
        try {
            var in = socket.getInputStream();
            for (var read = in.read(); read >= 0 && told.length() < 4096; read = in.read()) {
                told.append((char) read);
                if (told.toString().endsWith("\r\n\r\n")) {
                    status = Integer.parseInt(told.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
                    if (status != 100) {
                        return status;
                    }
                    told.setLength(0);
                }
            }
        } catch (SocketTimeoutException e) {
            // It waits for what it was announced.
        }
        return status;
    }
}
