package io.upmpublisher.testing.github;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Somebody with a token, who follows no redirect by himself. */
record Caller(URI api, String token, HttpClient client) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Caller of(URI api, String token) {
        return new Caller(api, token, HttpClient.newHttpClient());
    }

    Caller as(String other) {
        return new Caller(api, other, client);
    }

    Reply get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    Reply post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    Reply send(String method, String path, String body, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(api.resolve(path)).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new Reply(client.send(request.build(), BodyHandlers.ofString()));
    }

    record Reply(HttpResponse<String> response) {

        private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() throws IOException {
            return JSON.readTree(response.body());
        }

        String text(String pointer) throws IOException {
            return json().at(pointer).asText();
        }

        /** Where the next page is, if there is one. */
        String next() {
            var next = NEXT.matcher(header("Link"));
            return next.find() ? next.group(1) : "";
        }
    }
}
