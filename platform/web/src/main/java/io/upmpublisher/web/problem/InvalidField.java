package io.upmpublisher.web.problem;

/**
 * What is wrong with one value. The pointer is a JSON Pointer (RFC 6901) into the body; a path or query parameter is named as
 * {@code /<name>}; the empty pointer is the whole body.
 */
public record InvalidField(String pointer, String message) {
}
