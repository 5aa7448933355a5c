package io.upmpublisher.command.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** deploy/broker/definitions.json. */
record Definitions(List<Exchange> exchanges, List<Queue> queues, List<Binding> bindings) {

    private static final ObjectMapper JSON = new ObjectMapper();

    record Exchange(String name, String type) {
    }

    record Queue(String name, Map<String, Object> arguments) {
    }

    record Binding(String source, String destination, String key) {

        static Binding of(JsonNode each) {
            return new Binding(each.path("source").asText(), each.path("destination").asText(),
                    each.path("routing_key").asText());
        }
    }

    static Definitions ofThisVersion() {
        try (var resource = Definitions.class.getResourceAsStream("/upm/definitions.json")) {
            var json = JSON.readTree(Objects.requireNonNull(resource));
            return new Definitions(
                    each(json.path("exchanges")).map(one -> new Exchange(one.path("name").asText(), one.path("type").asText()))
                            .toList(),
                    each(json.path("queues")).map(one -> new Queue(one.path("name").asText(),
                            JSON.convertValue(one.path("arguments"), new TypeReference<Map<String, Object>>() {
                            }))).toList(),
                    each(json.path("bindings")).map(Binding::of).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("The tool's own definitions cannot be read", e);
        }
    }

    static java.util.stream.Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
