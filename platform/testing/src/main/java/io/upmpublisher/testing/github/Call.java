package io.upmpublisher.testing.github;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;

/**
 * A request as the parts of the API see it.
 *
 * @param path where it goes, still encoded, without what follows a question mark
 * @param names what stands in the route's braces, decoded
 */
record Call(Request request, String path, Map<String, String> names) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Call of(Request request) {
        return new Call(request, request.getUrl().replaceFirst("\\?.*", ""), Map.of());
    }

    /** The same request for another path. */
    Call at(String other) {
        return new Call(request, other, names);
    }

    Call with(Map<String, String> found) {
        return new Call(request, path, found);
    }

    String method() {
        return request.getMethod().getName();
    }

    boolean isRead() {
        return method().equals("GET");
    }

    String name(String name) {
        return names.getOrDefault(name, "");
    }

    long number(String name) {
        return Long.parseLong(name(name));
    }

    /** Owner and name of the repository that the path leads to. */
    String repository() {
        return name("owner") + "/" + name("repo");
    }

    Optional<String> query(String name) {
        var parameter = request.queryParameter(name);
        return parameter.isPresent() ? Optional.of(parameter.firstValue()) : Optional.empty();
    }

    /** A parameter as a number between one and a highest one. */
    int query(String name, int otherwise, int highest) {
        return query(name).filter(value -> value.matches("[1-9]\\d{0,5}")).map(Integer::parseInt)
                .map(value -> Math.min(value, highest)).orElse(otherwise);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    /** The token that the request carries. */
    Optional<String> credential() {
        return header("Authorization").map(value -> value.replaceFirst("(?i)^(bearer|token) +", "")).filter(
                value -> !value.isBlank());
    }

    /** What was sent; nothing if it was no object. */
    ObjectNode body() throws JsonProcessingException {
        return JSON.readTree(request.getBodyAsString()) instanceof ObjectNode body ? body : JSON.createObjectNode();
    }

    /** Where the API is, without a slash at the end. */
    String base() {
        var address = URI.create(request.getAbsoluteUrl().replaceFirst("\\?.*", ""));
        return address.getScheme() + "://" + address.getAuthority();
    }
}
