package io.upmpublisher.events;

import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Replaces what JSON can escape and others cannot keep: Postgres refuses NUL in text, and lone surrogates have no UTF-8. One
 * branch name with either would otherwise stop an event at the outbox, or at each consumer's inbox, for ever.
 */
final class StorableText {
    // Lone surrogates only: a pair is one code point of another category.
    private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

    private StorableText() {
    }

    static JsonNode in(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var mended = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(member -> mended.set(mend(member.getKey()), in(member.getValue())));
                yield mended;
            }
            case ArrayNode array -> {
                var mended = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(element -> mended.add(in(element)));
                yield mended;
            }
            case JsonNode text when text.isTextual() -> JsonNodeFactory.instance.textNode(mend(text.textValue()));
            default -> node;
        };
    }

    // Each text of each event passes here, and nearly none has anything to mend.
    private static String mend(String text) {
        return isStorable(text) ? text : UNSTORABLE.matcher(text).replaceAll("\ufffd");
    }

    private static boolean isStorable(String text) {
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (unit == 0 || Character.isSurrogate(unit)) {
                return false;
            }
        }
        return true;
    }
}
