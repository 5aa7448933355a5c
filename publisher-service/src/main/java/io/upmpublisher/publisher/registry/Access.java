package io.upmpublisher.publisher.registry;

import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Who may see a new package, where a registry distinguishes. npm sends {@code null} if nothing is asked for. */
public enum Access {
    REGISTRY_DEFAULT,
    PUBLIC,
    RESTRICTED;

    JsonNode json() {
        var nodes = JsonNodeFactory.instance;
        return this == REGISTRY_DEFAULT ? nodes.nullNode() : nodes.textNode(name().toLowerCase(Locale.ROOT));
    }
}
