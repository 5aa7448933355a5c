package io.upmpublisher.command.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Follows no redirect, which could carry a token elsewhere. */
public final class Http implements AutoCloseable {

    private static final long MAX_ANSWER = 4 << 20;

    private final HttpClient client;
    private final Duration limit;

    /**
     * @param limit for a whole exchange
     */
    public Http(Duration limit) {
        this.limit = limit;
        // HTTP/1.1: a try for 2 by an upgrade irritates some servers, and nothing here is faster by it.
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(limit)
                .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    public Reply get(URI address, Map<String, String> headers) throws InterruptedException {
        return send(builder(address, headers).GET());
    }

    public Reply put(URI address, Map<String, String> headers, String json) throws InterruptedException {
        return send(builder(address, headers).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder builder(URI address, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(address).timeout(limit).header("User-Agent", "upm-auto-publisher");
        headers.forEach(request::header);
        return request;
    }

    // The request's own limit ends with the answer's headers.
    private Reply send(HttpRequest.Builder request) throws InterruptedException {
        var sent = client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER));
        try {
            var response = sent.get(limit.toMillis() + 200, TimeUnit.MILLISECONDS);
            return new Reply.Answered(response.statusCode(), response.headers(), response.body(), certificates(response));
        } catch (TimeoutException e) {
            return new Reply.Unanswered("no whole answer came within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            return new Reply.Unanswered(reason(e.getCause()));
        } finally {
            sent.cancel(true);
        }
    }

    private static List<Certificate> certificates(HttpResponse<?> response) {
        try {
            var session = response.sslSession();
            return session.isEmpty() ? List.of() : List.of(session.get().getPeerCertificates());
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    private String reason(Throwable cause) {
        for (var each = cause; each != null; each = each.getCause()) {
            if (each instanceof UnknownHostException || each instanceof UnresolvedAddressException) {
                return "its host's name is not known";
            }
        }
        return switch (cause) {
            case HttpConnectTimeoutException _ -> "no connection came about within " + limit.toMillis() + " ms";
            case HttpTimeoutException _ -> "no answer came within " + limit.toMillis() + " ms";
            case ConnectException _ -> "nothing accepts connections there";
            case SSLException tls -> "TLS failed: " + tls.getMessage();
            case IOException io -> "the connection failed: " + io.getMessage();
            default -> "the connection failed: " + cause;
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
