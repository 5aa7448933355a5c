package io.upmpublisher.command.http;

import java.net.http.HttpHeaders;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** What came back. */
public sealed interface Reply {

    /** An answer, whatever its status. */
    record Answered(int status, HttpHeaders headers, String body, List<Certificate> certificates) implements Reply {

        private static final ObjectMapper JSON = new ObjectMapper();

        public boolean isSuccess() {
            return status / 100 == 2;
        }

        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        /** Missing if the body is no JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            }
        }
    }

    /** None, with the reason as a part of a sentence. */
    record Unanswered(String reason) implements Reply {
    }
}
