package io.upmpublisher.publisher.registry;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;

/**
 * Reads a packument as it arrives and keeps only what is needed: whole documents are megabytes of manifests and READMEs.
 */
final class PackumentReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(200).maxStringLength(1 << 20)
                    .maxNameLength(10_000).build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    // What databases and people take for a time.
    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private final PackageName name;
    private final TreeMap<SemVersion, PublishedVersion> versions = new TreeMap<>();
    private final Map<String, String> distTags = new HashMap<>();
    private Map<String, String> times = Map.of();
    private Optional<String> servedName = Optional.empty();

    private PackumentReader(PackageName name) {
        this.name = name;
    }

    static Packument read(PackageName name, InputStream in) throws IOException {
        try (var parser = JSON.createParser(in)) {
            return new PackumentReader(name).read(parser);
        } catch (JsonProcessingException e) {
            throw new InvalidAnswerException("it is not well-formed JSON");
        }
    }

    private Packument read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new InvalidAnswerException("it is not a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "name" -> servedName = text(parser);
                case "versions" -> readVersions(parser);
                case "dist-tags" -> readDistTags(parser);
                case "time" -> times = texts(parser);
                default -> parser.skipChildren();
            }
        }
        if (!servedName.equals(Optional.of(name.value()))) {
            throw new InvalidAnswerException("it is not the document of the package that was asked for");
        }
        return new Packument(name, versions, distTags, publishedAt());
    }

    private void readVersions(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            throw new InvalidAnswerException("its versions are not a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var key = parser.currentName();
            parser.nextToken();
            var published = readVersion(parser);
            version(key).ifPresent(version -> versions.put(version, published));
        }
    }

    private Map<SemVersion, Instant> publishedAt() {
        var publishedAt = new HashMap<SemVersion, Instant>();
        times.forEach((key, time) -> version(key).filter(versions::containsKey).ifPresent(version -> {
            try {
                var at = Instant.parse(time);
                if (at.isAfter(Instant.EPOCH) && at.isBefore(END_OF_TIME)) {
                    publishedAt.put(version, at);
                }
            } catch (DateTimeParseException e) {
                // As good as not said.
                publishedAt.remove(version);
            }
        }));
        return publishedAt;
    }

    private static Optional<SemVersion> version(String key) {
        try {
            return Optional.of(SemVersion.parse(key).withoutBuild());
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private static PublishedVersion readVersion(JsonParser parser) throws IOException {
        var dist = Map.<String, String> of();
        var deprecated = false;
        var gitHead = Optional.<String> empty();
        var unity = Optional.<String> empty();
        var unityRelease = "";
        if (parser.isExpectedStartObjectToken()) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "dist" -> dist = texts(parser);
                    case "deprecated" -> deprecated = isDeprecated(parser);
                    case "gitHead" -> gitHead = text(parser);
                    case "unity" -> unity = text(parser);
                    case "unityRelease" -> unityRelease = text(parser).map(release -> "." + release).orElse("");
                    default -> parser.skipChildren();
                }
            }
        } else {
            parser.skipChildren();
        }
        var release = unityRelease;
        return new PublishedVersion(Optional.ofNullable(dist.get("integrity")), Optional.ofNullable(dist.get("shasum")),
                Optional.ofNullable(dist.get("tarball")), deprecated, gitHead, unity.map(line -> line + release));
    }

    private void readDistTags(JsonParser parser) throws IOException {
        distTags.putAll(texts(parser));
    }

    /** npm undoes a deprecation by setting it to the empty string. */
    private static boolean isDeprecated(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_TRUE || text(parser).filter(text -> !text.isEmpty()).isPresent();
    }

    private static Map<String, String> texts(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            parser.skipChildren();
            return Map.of();
        }
        var texts = new HashMap<String, String>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            parser.nextToken();
            text(parser).ifPresent(text -> texts.put(field, text));
        }
        return texts;
    }

    private static Optional<String> text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return Optional.of(parser.getText());
        }
        parser.skipChildren();
        return Optional.empty();
    }
}
