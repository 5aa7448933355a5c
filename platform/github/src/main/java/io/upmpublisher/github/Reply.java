package io.upmpublisher.github;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** One answer over the wire. */
record Reply(int status, URI from, HttpHeaders headers, JsonNode body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>[^,<]*;\\s*rel=\"?next\"?(?=[\\s;,]|$)");

    static Reply of(HttpResponse<byte[]> response) throws IOException {
        return new Reply(response.statusCode(), response.uri(), response.headers(), json(response.body()));
    }

    boolean isRedirect() {
        return status == 301 || status == 302 || status == 307 || status == 308;
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    Optional<Long> number(String name) {
        return header(name).map(String::strip).filter(text -> text.matches("\\d{1,12}")).map(Long::parseLong);
    }

    Optional<String> nextLink() {
        return headers.allValues("Link").stream().map(NEXT::matcher).filter(Matcher::find).findFirst()
                .map(match -> match.group(1));
    }

    private static JsonNode json(byte[] body) throws IOException {
        try {
            var json = JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
