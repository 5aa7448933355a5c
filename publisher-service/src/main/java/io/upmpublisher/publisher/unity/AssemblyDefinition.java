package io.upmpublisher.publisher.unity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.upmpublisher.publisher.tarball.PackageFile;

/**
 * An {@code .asmdef} file (https://docs.unity3d.com/Manual/AssemblyDefinitionFileFormat.html).
 *
 * @param references names, or {@code GUID:} and the guid of another such file
 * @param optionalPackages whose absence its code can stand, for it asks whether they are there
 * @param conditional whether it is compiled under conditions only, as tests are
 */
record AssemblyDefinition(String name, List<String> references, Set<String> optionalPackages, boolean conditional) {

    static final String ENDING = ".asmdef";

    private static final int MAX_BYTES = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /** Unity's own parser is as lenient. */
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    AssemblyDefinition {
        references = List.copyOf(references);
        optionalPackages = Set.copyOf(optionalPackages);
    }

    /** Empty if it is none that Unity could read. */
    static Optional<AssemblyDefinition> read(PackageFile file) throws IOException {
        if (file.size() > MAX_BYTES) {
            return Optional.empty();
        }
        try (var content = file.open()) {
            var text = new String(content.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            var json = JSON.readTree(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
            return json.path("name").isTextual() && !json.path("name").textValue().isBlank() ? Optional.of(of(json))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static AssemblyDefinition of(JsonNode json) {
        var optional = new HashSet<String>();
        json.path("versionDefines").forEach(define -> optional.add(define.path("name").asText("")));
        return new AssemblyDefinition(json.path("name").textValue(), texts(json.path("references")), optional,
                !json.path("defineConstraints").isEmpty() || !json.path("optionalUnityReferences").isEmpty());
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> {
            if (each.isTextual()) {
                texts.add(each.textValue());
            }
        });
        return texts;
    }
}
