package io.upmpublisher.ingress.discovery;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/** Packages as they are kept. */
final class DiscoveryJson {

    private static final TypeReference<List<FoundPackage>> PACKAGES = new TypeReference<>() {
    };
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private DiscoveryJson() {
    }

    static String write(List<FoundPackage> packages) {
        try {
            return JSON.writeValueAsString(packages);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write packages", e);
        }
    }

    static List<FoundPackage> packages(String json) {
        try {
            return JSON.readValue(json, PACKAGES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not read packages", e);
        }
    }
}
