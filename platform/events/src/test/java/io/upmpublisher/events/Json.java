package io.upmpublisher.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON as tests take it apart. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {
    }

    static ObjectNode tree(byte[] bytes) {
        try {
            return (ObjectNode) MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where every member of every object lies. */
    static List<JsonPointer> membersIn(JsonNode node) {
        return membersIn(JsonPointer.empty(), node).toList();
    }

    private static Stream<JsonPointer> membersIn(JsonPointer at, JsonNode node) {
        if (node.isArray()) {
            return Stream.iterate(0, index -> index + 1).limit(node.size())
                    .flatMap(index -> membersIn(at.appendIndex(index), node.get(index)));
        }
        return node.propertyStream().flatMap(member -> {
            var here = at.appendProperty(member.getKey());
            return Stream.concat(Stream.of(here), membersIn(here, member.getValue()));
        });
    }
}
