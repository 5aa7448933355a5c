package io.upmpublisher.torture.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What an operator does through the services' APIs. */
public final class Operator {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY).build();

    public JsonNode get(URI uri) {
        return send(HttpRequest.newBuilder(uri).GET());
    }

    /**
     * @param body what becomes JSON
     */
    public JsonNode post(URI uri, Object body) {
        return send(HttpRequest.newBuilder(uri).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString())));
    }

    private JsonNode send(HttpRequest.Builder request) {
        var built = request.timeout(Duration.ofSeconds(30)).header("Authorization", "Bearer " + Subject.ADMIN_TOKEN).build();
        try {
            var answer = client.send(built, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        built.method() + " " + built.uri() + " was answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No JSON came from " + built.uri(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + built.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + built.uri(), e);
        }
    }
}
