package io.upmpublisher.changelog.draft;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** One host's API. It follows no redirect, so that credentials in headers stay with the host. */
final class JsonApi {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long MAX_ANSWER = 2 << 20;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1\\]");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final Map<String, String> headers;
    private final Duration limit;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER).build();

    /**
     * @param headers sent with each request
     * @param limit for a whole call, the answer's last byte included
     * @param plainHttpHosts hosts beside loopback that may be spoken to without TLS
     */
    JsonApi(URI base, Map<String, String> headers, Duration limit, Set<String> plainHttpHosts) {
        var host = String.valueOf(base.getHost());
        var isProtected = "https".equals(base.getScheme())
                || "http".equals(base.getScheme()) && (LOOPBACK.matcher(host).matches() || plainHttpHosts.contains(host));
        if (!isProtected) {
            throw new IllegalArgumentException(base + " must be reached by https; only loopback and the hosts in "
                    + "UPM_PLAIN_HTTP_HOSTS may be plain http");
        }
        if (headers.values().stream().anyMatch(value -> value.chars().anyMatch(c -> c < ' ' || c > '~'))) {
            // The client would name the value, which may be a secret.
            throw new IllegalArgumentException("A credential for " + host + " has characters that no header may have");
        }
        this.base = URI.create(base.toString().replaceAll("/+$", ""));
        this.headers = Map.copyOf(headers);
        this.limit = limit;
    }

    /**
     * @throws IOException if no whole answer came; what was asked for may have been done
     */
    Answer post(String path, JsonNode body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))).build());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(limit);
        headers.forEach(request::header);
        return request;
    }

    // The request's own time limit ends with the answer's headers.
    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        var call = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
        try {
            var response = call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), json(response.body()));
        } catch (TimeoutException e) {
            throw new IOException("no whole answer came within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("the connection failed", e.getCause());
        } finally {
            call.cancel(true);
        }
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            var json = JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * @param body missing where it is no JSON
     */
    record Answer(int status, JsonNode body) {
    }
}
