package io.upmpublisher.publisher.registry;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.publisher.http.AnswerText;

/** The sentence in a registry's error answer; empty if there is none. */
final class ErrorText {

    private static final int MAX_CHARS = 300;

    private ErrorText() {
    }

    static String read(InputStream body, RegistryToken token) throws IOException {
        return AnswerText.clean(token.redactFrom(sentence(AnswerText.json(body))), MAX_CHARS);
    }

    private static String sentence(JsonNode root) {
        for (var field : List.of("error", "message", "reason")) {
            if (root.path(field).isTextual()) {
                return root.path(field).asText();
            }
        }
        return root.isTextual() ? root.asText() : root.path("error").path("message").asText("");
    }
}
