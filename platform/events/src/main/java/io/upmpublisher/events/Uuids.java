package io.upmpublisher.events;

import java.util.UUID;
import java.util.regex.Pattern;

final class Uuids {

    // UUID.fromString also takes "1-1-1-1-1", which would make two texts one id.
    static final Pattern CANONICAL = Pattern
            .compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Uuids() {
    }

    static UUID parse(String what, String text) {
        if (!CANONICAL.matcher(text).matches()) {
            throw new InvalidValueException(what, "a UUID is written as 8-4-4-4-12 hexadecimal digits");
        }
        return UUID.fromString(text);
    }
}
