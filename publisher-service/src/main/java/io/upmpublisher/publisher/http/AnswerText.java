package io.upmpublisher.publisher.http;

import java.io.IOException;
import java.io.InputStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What servers say of errors, made fit for logs and people. Secrets are for the caller to take out, before it is cut. */
public final class AnswerText {

    private static final int MAX_BYTES = 16 << 10;
    private static final JsonMapper JSON = new JsonMapper();

    private AnswerText() {
    }

    /** The answer, as far as it is read at all; a missing node if it is no JSON, as an HTML page. */
    public static JsonNode json(InputStream body) throws IOException {
        try {
            return JSON.readTree(body.readNBytes(MAX_BYTES));
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** On one line, without what terminals obey, and no longer than that. */
    public static String clean(String text, int maxChars) {
        var line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return line.length() <= maxChars ? line : line.substring(0, maxChars) + "…";
    }
}
