package io.upmpublisher.publisher.tarball;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a PAX header says of the file after it
 * (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_03), as far as it decides what is unpacked.
 */
record PaxFields(Optional<String> path, Optional<Long> size) {

    static final PaxFields NONE = new PaxFields(Optional.empty(), Optional.empty());
    static final int MOST_BYTES = 16 << 10;

    private static final Pattern LENGTH = Pattern.compile("[1-9]\\d{0,4}");
    private static final Pattern SIZE = Pattern.compile("\\d{1,12}");

    static PaxFields parse(byte[] body) throws MalformedTarballException {
        var fields = NONE;
        for (var at = 0; at < body.length;) {
            var end = endOfField(body, at);
            var field = new String(body, at, end - 1 - at, StandardCharsets.UTF_8);
            fields = fields.with(field.substring(field.indexOf(' ') + 1));
            at = end;
        }
        return fields;
    }

    private PaxFields with(String field) throws MalformedTarballException {
        var equals = field.indexOf('=');
        if (equals < 0) {
            throw malformed();
        }
        var key = field.substring(0, equals);
        var value = field.substring(equals + 1);
        return switch (key) {
            case "path" -> new PaxFields(Optional.of(value), size);
            case "size" -> new PaxFields(path, Optional.of(number(value)));
            default -> {
                if (key.startsWith("GNU.sparse")) {
                    throw new MalformedTarballException("it has an entry that is no plain file");
                }
                yield this;
            }
        };
    }

    private static int endOfField(byte[] body, int at) throws MalformedTarballException {
        var space = at;
        while (space < body.length && body[space] != ' ') {
            space++;
        }
        var length = new String(body, at, Math.min(space - at, 6), StandardCharsets.ISO_8859_1);
        if (!LENGTH.matcher(length).matches()) {
            throw malformed();
        }
        var end = at + Integer.parseInt(length);
        if (end > body.length || end <= space + 1 || body[end - 1] != '\n') {
            throw malformed();
        }
        return end;
    }

    private static long number(String value) throws MalformedTarballException {
        if (!SIZE.matcher(value).matches()) {
            throw malformed();
        }
        return Long.parseLong(value);
    }

    private static MalformedTarballException malformed() {
        return new MalformedTarballException("a header is damaged");
    }
}
