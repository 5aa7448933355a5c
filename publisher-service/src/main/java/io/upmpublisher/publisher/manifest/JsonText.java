package io.upmpublisher.publisher.manifest;

import java.io.IOException;
import java.util.HashSet;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Parses JSON as JavaScript would, and notes what JavaScript hides: keys that occur twice, of which the last one counts. */
final class JsonText {

    private static final int MAX_NESTING = 100;
    // JavaScript's numbers are doubles: above this they lose digits.
    private static final double LARGEST_SAFE = 9_007_199_254_740_991d;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Consumer<Path> duplicates;

    private JsonText(Consumer<Path> duplicates) {
        this.duplicates = duplicates;
    }

    /** @param duplicates is told of each key that is there already */
    static JsonNode parse(String text, Consumer<Path> duplicates) throws IOException {
        try (var parser = FACTORY.createParser(text)) {
            parser.nextToken();
            var root = new JsonText(duplicates).value(parser, null);
            // Jackson would leave what follows unread; the call fails if it is no JSON.
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "Something follows the end of the JSON",
                        parser.currentTokenLocation());
            }
            return root;
        }
    }

    /** A key as JSON pointers have it. */
    static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private JsonNode value(JsonParser parser, @Nullable Path path) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, path);
            case START_ARRAY -> array(parser, path);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case null, default -> throw new JsonParseException(parser, "There is no JSON",
                    parser.currentLocation());
        };
    }

    private JsonNode object(JsonParser parser, @Nullable Path path) throws IOException {
        var object = NODES.objectNode();
        var seen = new HashSet<String>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            var below = new Path(path, key);
            if (!seen.add(key)) {
                duplicates.accept(below);
            }
            parser.nextToken();
            object.set(key, value(parser, below));
        }
        return object;
    }

    private JsonNode array(JsonParser parser, @Nullable Path path) throws IOException {
        var array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, new Path(path, Integer.toString(array.size()))));
        }
        return array;
    }

    private static JsonNode number(String digits) {
        var number = Double.parseDouble(digits);
        if (Double.isInfinite(number)) {
            return NODES.nullNode();
        }
        var whole = number == Math.rint(number) && Math.abs(number) <= LARGEST_SAFE;
        return whole ? NODES.numberNode((long) number) : NODES.numberNode(number);
    }

    /** Where a value lies. Its pointer is made when somebody asks: keys may be long, and below each there may be many. */
    record Path(@Nullable Path around, String key) {
        String pointer() {
            return (around == null ? "" : around.pointer()) + "/" + escaped(key);
        }
    }
}
