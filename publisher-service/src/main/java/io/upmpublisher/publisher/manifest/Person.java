package io.upmpublisher.publisher.manifest;

import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code Name <mail> (url)} and the objects that mean the same. */
final class Person {

    private static final Pattern NAME = Pattern.compile("^([^(<]+)");
    private static final Pattern URL = Pattern.compile("\\(([^()]+)\\)");
    private static final Pattern EMAIL = Pattern.compile("<([^<>]+)>");

    private Person() {
    }

    static ObjectNode normalize(JsonNode person) {
        var text = person.isTextual() ? person.textValue()
                : person.path("name").asText("") + wrapped(person, "email", "mail", " <", ">")
                        + wrapped(person, "url", "web", " (", ")");
        var parsed = JsonNodeFactory.instance.objectNode();
        var name = NAME.matcher(text);
        if (name.find() && !name.group(1).isBlank()) {
            parsed.put("name", name.group(1).strip());
        }
        var email = EMAIL.matcher(text);
        if (email.find()) {
            parsed.put("email", email.group(1));
        }
        var url = URL.matcher(text);
        if (url.find()) {
            parsed.put("url", url.group(1));
        }
        return parsed;
    }

    private static String wrapped(JsonNode person, String field, String alternative, String open, String close) {
        var value = person.path(field).asText("");
        var text = value.isEmpty() ? person.path(alternative).asText("") : value;
        return text.isEmpty() ? "" : open + text + close;
    }
}
