package io.upmpublisher.publisher.comparison;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.upmpublisher.events.Fault;

/** What is kept as JSON in columns, apart from the settings for JSON over HTTP. */
final class StoredParts {

    private static final ObjectMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StoredParts() {
    }

    /**
     * @param files some of them, where there are many
     * @param more whether there may be others
     */
    record Files(List<File> files, boolean more) {

        static final Files NONE = new Files(List.of(), false);

        Files {
            files = List.copyOf(files);
        }
    }

    record File(String path, String difference) {
    }

    static String write(Object part) {
        try {
            return JSON.writeValueAsString(part);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts can be written", e);
        }
    }

    static Optional<Fault> fault(@Nullable String json) {
        return read(json, Fault.class);
    }

    static Optional<Files> files(@Nullable String json) {
        return read(json, Files.class);
    }

    private static <T> Optional<T> read(@Nullable String json, Class<T> type) {
        try {
            return json == null ? Optional.empty() : Optional.of(JSON.readValue(json, type));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a " + type.getSimpleName() + " was kept that cannot be read", e);
        }
    }
}
