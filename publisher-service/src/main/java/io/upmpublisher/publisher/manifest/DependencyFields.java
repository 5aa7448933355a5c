package io.upmpublisher.publisher.manifest;

import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Dependencies, bundled dependencies and scripts, as npm corrects them. */
final class DependencyFields {

    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");
    private static final Pattern NAME_END = Pattern.compile(":?[@\\s><=]");
    private static final Pattern LOCAL_BINARY = Pattern.compile("^(?:\\.[/\\\\])?node_modules[/\\\\].bin[\\\\/]");

    private final ObjectNode data;

    DependencyFields(ObjectNode data) {
        this.data = data;
    }

    void normalize() {
        normalizeBundled();
        normalizeScripts();
        for (var field : List.of("dependencies", "devDependencies", "optionalDependencies")) {
            listToObject(field);
        }
        for (var field : List.of("dependencies", "devDependencies")) {
            keepTexts(field);
        }
        addBundledDependencies();
    }

    private void normalizeBundled() {
        if (data.has("bundledDependencies") && !data.has("bundleDependencies")) {
            data.set("bundleDependencies", data.get("bundledDependencies"));
        }
        data.remove("bundledDependencies");
        var bundled = data.path("bundleDependencies");
        if (bundled.isBoolean()) {
            var names = data.putArray("bundleDependencies");
            if (bundled.booleanValue()) {
                data.path("dependencies").fieldNames().forEachRemaining(names::add);
            }
        } else if (bundled.isObject()) {
            var names = data.putArray("bundleDependencies");
            bundled.fieldNames().forEachRemaining(names::add);
        } else if (!bundled.isArray()) {
            data.remove("bundleDependencies");
        }
    }

    private void normalizeScripts() {
        if (!data.has("scripts")) {
            return;
        }
        if (!(data.path("scripts") instanceof ObjectNode scripts)) {
            if (!data.path("scripts").isNull() && !data.path("scripts").isArray()) {
                data.remove("scripts");
            }
            return;
        }
        for (var entry : List.copyOf(scripts.properties())) {
            if (entry.getValue().isTextual()) {
                scripts.put(entry.getKey(), LOCAL_BINARY.matcher(entry.getValue().textValue()).replaceFirst(""));
            } else {
                scripts.remove(entry.getKey());
            }
        }
    }

    private void listToObject(String field) {
        var value = data.path(field);
        if (value.isTextual() && !value.textValue().isEmpty()) {
            var list = data.arrayNode();
            BETWEEN.splitAsStream(value.textValue().strip()).forEach(list::add);
            value = list;
        }
        if (!(value instanceof ArrayNode list)) {
            return;
        }
        var object = data.putObject(field);
        for (var each : list) {
            if (each.isTextual()) {
                var text = each.textValue().strip();
                var end = NAME_END.matcher(text);
                var cut = end.find() ? end.start() : text.length();
                var version = text.substring(cut).strip();
                object.put(text.substring(0, cut), version.startsWith("@") ? version.substring(1).strip() : version);
            }
        }
    }

    private void keepTexts(String field) {
        if (!data.has(field)) {
            return;
        }
        if (!(data.path(field) instanceof ObjectNode dependencies)) {
            data.remove(field);
            return;
        }
        for (var entry : List.copyOf(dependencies.properties())) {
            if (entry.getValue().isTextual()) {
                HostedRepository.parse(entry.getValue().textValue())
                        .ifPresent(hosted -> dependencies.put(entry.getKey(), hosted.canonical()));
            } else {
                dependencies.remove(entry.getKey());
            }
        }
    }

    /** What is bundled but not named among the dependencies becomes one, of any version. */
    private void addBundledDependencies() {
        if (!(data.path("bundleDependencies") instanceof ArrayNode bundled)) {
            return;
        }
        var names = bundled.valueStream().filter(name -> name.isTextual() && !name.textValue().isEmpty())
                .map(name -> name.textValue()).toList();
        var kept = data.putArray("bundleDependencies");
        for (var name : names) {
            kept.add(name);
            var dependencies = data.path("dependencies") instanceof ObjectNode object ? object : data.putObject("dependencies");
            if (!dependencies.has(name)) {
                dependencies.put(name, "*");
            }
        }
    }
}
