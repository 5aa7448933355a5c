package io.upmpublisher.web.page;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import io.upmpublisher.web.problem.PlatformProblem;
import io.upmpublisher.web.problem.Problem;

/**
 * Where a page ended: the sort key of its last item. Opaque to clients but not secret and not signed; a forged one can only
 * start a page somewhere else, so the accessors check form, and queries bind the parts as parameters.
 */
public record Cursor(List<String> parts) {

    private static final String VERSION = "1";
    private static final String SEPARATOR = "\u001f";
    private static final int MAX_LENGTH = 1_000;

    public Cursor {
        parts = List.copyOf(parts);
        // Postgres takes no NUL in a text, so no row can have given one out.
        if (parts.isEmpty() || parts.stream().anyMatch(part -> part.contains(SEPARATOR) || part.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("A cursor has parts, none with a unit separator or NUL in it");
        }
    }

    public static Cursor of(Object... parts) {
        return new Cursor(Arrays.stream(parts).map(String::valueOf).toList());
    }

    public String encoded() {
        var text = VERSION + SEPARATOR + String.join(SEPARATOR, parts);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Also what JAX-RS calls for a {@code @QueryParam Cursor}. */
    public static Cursor fromString(String encoded) {
        if (encoded.length() > MAX_LENGTH) {
            throw invalid();
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            var fields = List.of(text.split(SEPARATOR, -1));
            var cursor = fields.size() > 1 && fields.getFirst().equals(VERSION)
                    ? new Cursor(fields.subList(1, fields.size()))
                    : null;
            // Base64 and UTF-8 decoders forgive; only what we could have written is taken.
            if (cursor != null && cursor.encoded().equals(encoded)) {
                return cursor;
            }
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
        throw invalid();
    }

    public String text(int part) {
        if (part >= parts.size()) {
            throw invalid();
        }
        return parts.get(part);
    }

    public Instant instant(int part) {
        try {
            return Instant.parse(text(part));
        } catch (DateTimeException e) {
            throw invalid();
        }
    }

    public UUID uuid(int part) {
        try {
            return UUID.fromString(text(part));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    public long number(int part) {
        try {
            return Long.parseLong(text(part));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    private static Problem invalid() {
        return new Problem(PlatformProblem.INVALID_CURSOR, "The cursor is not one that this list gave out.");
    }
}
