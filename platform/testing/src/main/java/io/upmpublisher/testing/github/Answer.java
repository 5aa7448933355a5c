package io.upmpublisher.testing.github;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the API says, with <a href="https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api">its
 * errors</a>.
 */
record Answer(int status, Map<String, String> headers, @Nullable JsonNode body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static Answer of(int status, JsonNode body) {
        return new Answer(status, Map.of(), body);
    }

    static Answer ok(JsonNode body) {
        return of(200, body);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), null);
    }

    static Answer message(int status, String message) {
        return of(status, error(status, message));
    }

    /** Also for what the caller may not know of. */
    static Answer notFound() {
        return message(404, "Not Found");
    }

    /**
     * @param code as in {@code already_exists}
     * @param message of a {@code custom} error; none has an empty one
     */
    static Answer invalid(String resource, String field, String code, String message) {
        var body = error(422, "Validation Failed");
        var error = body.putArray("errors").addObject().put("resource", resource).put("code", code);
        if (!field.isEmpty()) {
            error.put("field", field);
        }
        if (!message.isEmpty()) {
            error.put("message", message);
        }
        return of(422, body);
    }

    Answer with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body);
    }

    private static ObjectNode error(int status, String message) {
        return object().put("message", message).put("documentation_url", "https://docs.github.com/rest")
                .put("status", Integer.toString(status));
    }
}
