package io.upmpublisher.publisher.tarball;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads from a manifest what decides on the packed files, tolerating what JavaScript tolerates. */
final class ManifestValues {

    private ManifestValues() {
    }

    /** {@code files}: a text is taken character by character, as a JavaScript loop does; other kinds are no list. */
    static Optional<List<String>> files(ObjectNode manifest) {
        var files = manifest.path("files");
        if (files.isTextual() && !files.textValue().isEmpty()) {
            return Optional.of(files.textValue().codePoints().mapToObj(Character::toString).toList());
        }
        return files.isArray() ? Optional.of(texts(files)) : Optional.empty();
    }

    /** A value that is put into a rule as text, if JavaScript calls it true. */
    static Optional<String> text(@Nullable JsonNode value) {
        return switch (value) {
            case null -> Optional.empty();
            case JsonNode text when text.isTextual() -> Optional.of(text.textValue()).filter(each -> !each.isEmpty());
            case JsonNode object when object.isObject() -> Optional.of("[object Object]");
            case JsonNode array when array.isArray() -> Optional.of(String.join(",", texts(array)));
            case JsonNode other -> other.asBoolean() ? Optional.of(other.asText()) : Optional.empty();
        };
    }

    /** The packages whose copies under node_modules belong into the package. */
    static List<String> bundled(ObjectNode manifest) {
        var bundled = manifest.has("bundleDependencies") ? manifest.path("bundleDependencies")
                : manifest.path("bundledDependencies");
        if (bundled.isBoolean() && bundled.booleanValue()) {
            return names(manifest.path("dependencies"));
        }
        var wanted = bundled.isObject() ? names(bundled) : texts(bundled);
        var known = dependencies(manifest);
        return wanted.stream().filter(known::contains).toList();
    }

    static List<String> dependencies(ObjectNode manifest) {
        var all = new ArrayList<>(names(manifest.path("dependencies")));
        all.addAll(names(manifest.path("optionalDependencies")));
        return all;
    }

    static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> {
            if (array.isArray() && each.isTextual()) {
                texts.add(each.textValue());
            }
        });
        return texts;
    }
}
