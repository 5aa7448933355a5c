package io.upmpublisher.publisher.registry;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The sentence in a registry's error answer, made fit for logs and people; empty if there is none, as in an HTML page. */
final class ErrorText {

    private static final int MAX_BYTES = 16 << 10;
    private static final int MAX_CHARS = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ErrorText() {
    }

    static String read(InputStream body, RegistryToken token) throws IOException {
        return clean(sentence(body.readNBytes(MAX_BYTES)), token);
    }

    private static String sentence(byte[] body) throws IOException {
        try {
            var root = JSON.readTree(body);
            for (var field : List.of("error", "message", "reason")) {
                var text = root == null ? null : root.get(field);
                if (text != null && text.isTextual()) {
                    return text.asText();
                }
            }
            return root != null && root.isTextual() ? root.asText() : nested(root);
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static String nested(JsonNode root) {
        return root == null ? "" : root.path("error").path("message").asText("");
    }

    private static String clean(String text, RegistryToken token) {
        var oneLine = token.redactFrom(text).replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return oneLine.length() <= MAX_CHARS ? oneLine : oneLine.substring(0, MAX_CHARS) + "…";
    }
}
