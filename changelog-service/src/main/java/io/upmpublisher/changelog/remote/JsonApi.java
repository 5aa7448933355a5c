package io.upmpublisher.changelog.remote;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.upmpublisher.messaging.inbox.RetryLater;

/** One host's API. It follows no redirect, so that credentials in headers stay with the host. */
public final class JsonApi {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long MAX_ANSWER = 2 << 20;
    private static final int MAX_ADDRESS = 500;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1\\]");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final Map<String, String> headers;
    private final Duration limit;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER).build();

    /**
     * @param headers sent with each request
     * @param limit for a whole call, the answer's last byte included
     * @param plainHttpHosts hosts beside loopback that may be spoken to without TLS
     * @param clock by which the host's limits are waited for
     */
    public JsonApi(URI base, Map<String, String> headers, Duration limit, Set<String> plainHttpHosts, Clock clock) {
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
        this.clock = clock;
    }

    /**
     * @throws IOException if no whole answer came; what was asked for may have been done
     */
    public Answer post(String path, JsonNode body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))).build());
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
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
            return answer(call.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new IOException("no whole answer came within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("the connection failed", e.getCause());
        } finally {
            call.cancel(true);
        }
    }

    private Answer answer(HttpResponse<byte[]> response) throws IOException {
        return new Answer(response.statusCode(), RateLimit.of(response.headers(), clock.instant()), json(response.body()));
    }

    private static @Nullable JsonNode json(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** What the host said. */
    public static final class Answer {

        private final int status;
        private final RateLimit limit;
        private final @Nullable JsonNode json;

        private Answer(int status, RateLimit limit, @Nullable JsonNode json) {
            this.status = status;
            this.limit = limit;
            this.json = json;
        }

        public int status() {
            return status;
        }

        /** Missing where the body is no JSON. */
        public JsonNode body() {
            return json == null ? MissingNode.getInstance() : json;
        }

        public boolean isSuccess() {
            return status / 100 == 2;
        }

        /**
         * To be asked of GitHub's answers before they are taken for a refusal.
         *
         * @throws RetryLater if the call was turned away because there were too many
         */
        public void refuseIfLimited() throws RetryLater {
            var pause = limit.pause(status, body().path("message").asText());
            if (pause.isPresent()) {
                throw new RetryLater("GITHUB_RATE_LIMITED", "GitHub's API takes no more requests for now", pause, null);
            }
        }

        /** The page that a part of the answer tells as its own, if that can be an address. */
        public Optional<URI> address(JsonNode part) {
            var address = part.path("html_url").asText();
            try {
                return address.length() <= MAX_ADDRESS && address.matches("https?://.+") ? Optional.of(URI.create(address))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
