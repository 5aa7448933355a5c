package io.upmpublisher.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Calls services and keeps what they answered. */
final class Http {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY).connectTimeout(Duration.ofSeconds(5)).build();
    private static final Queue<String> ANSWERS = new ConcurrentLinkedQueue<>();

    private Http() {
    }

    /** An answer with whatever body. */
    record Answer(int status, String body, Map<String, String> headers) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("No JSON came with status " + status + ": " + body, e);
            }
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
        }
    }

    static Answer get(URI uri, String token) {
        return send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).GET());
    }

    static Answer post(URI uri, String token, Object body) {
        return send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString())));
    }

    static Answer put(URI uri, String token, Object body) {
        return send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.valueToTree(body).toString())));
    }

    static Answer post(URI uri, Map<String, String> headers, byte[] body) {
        var request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return send(request);
    }

    /** All answers of services so far: heads and bodies. */
    static Queue<String> answers() {
        return ANSWERS;
    }

    private static Answer send(HttpRequest.Builder request) {
        var built = request.timeout(Duration.ofSeconds(30)).build();
        try {
            var response = CLIENT.send(built, BodyHandlers.ofString());
            ANSWERS.add(built.method() + " " + built.uri() + "\n" + response.headers().map() + "\n" + response.body());
            return new Answer(response.statusCode(), response.body(), firstOfEach(response));
        } catch (IOException e) {
            throw new UncheckedIOException("No answer to " + built.method() + " " + built.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + built.uri(), e);
        }
    }

    private static Map<String, String> firstOfEach(HttpResponse<?> response) {
        return response.headers().map().entrySet().stream().collect(java.util.stream.Collectors.toUnmodifiableMap(
                header -> header.getKey().toLowerCase(java.util.Locale.ROOT), header -> header.getValue().getFirst()));
    }
}
