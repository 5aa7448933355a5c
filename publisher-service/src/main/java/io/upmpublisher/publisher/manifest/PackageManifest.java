package io.upmpublisher.publisher.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;

/**
 * A package.json that can be published.
 *
 * @param version as npm publishes it: without a leading v and without build metadata
 * @param writtenVersion as it stands in the file
 */
public record PackageManifest(PackageName name, SemVersion version, String writtenVersion, ObjectNode raw) {

    public PackageManifest {
        raw = raw.deepCopy();
    }

    /** A copy: changing it does not change the manifest. */
    @Override
    public ObjectNode raw() {
        return raw.deepCopy();
    }

    public Optional<String> displayName() {
        return text(raw, "displayName");
    }

    public Optional<String> description() {
        return text(raw, "description");
    }

    public Optional<String> unity() {
        return text(raw, "unity");
    }

    public Optional<String> unityRelease() {
        return text(raw, "unityRelease");
    }

    public Optional<String> license() {
        return text(raw, "license");
    }

    public Optional<String> main() {
        return text(raw, "main");
    }

    /** Those with a version that is a text. */
    public Map<String, String> dependencies() {
        var dependencies = new LinkedHashMap<String, String>();
        raw.path("dependencies").properties().forEach(entry -> {
            if (entry.getValue().isTextual()) {
                dependencies.put(entry.getKey(), entry.getValue().textValue());
            }
        });
        return dependencies;
    }

    public Optional<List<String>> files() {
        if (!raw.path("files").isArray()) {
            return Optional.empty();
        }
        var files = new ArrayList<String>();
        raw.path("files").forEach(file -> files.add(file.asText()));
        return Optional.of(List.copyOf(files));
    }

    /** Those whose path can be one of a folder in the package. */
    public List<SampleEntry> samples() {
        return SamplesField.entries(raw.path("samples"));
    }

    /** The dist-tag that the package asks for. */
    public Optional<String> publishTag() {
        return raw.path("publishConfig") instanceof ObjectNode config ? text(config, "tag") : Optional.empty();
    }

    public Optional<String> publishAccess() {
        return raw.path("publishConfig") instanceof ObjectNode config ? text(config, "access") : Optional.empty();
    }

    static Optional<String> text(JsonNode object, String field) {
        return Optional.of(object.path(field)).filter(JsonNode::isTextual).map(JsonNode::textValue)
                .filter(value -> !value.isBlank());
    }
}
