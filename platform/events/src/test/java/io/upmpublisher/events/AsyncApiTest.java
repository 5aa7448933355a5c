package io.upmpublisher.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

class AsyncApiTest {
    private static final Path FILE = Generated.DOCS.resolve("asyncapi.yaml");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    @Test
    void isWhatTheRecordsGive() throws IOException {
        Generated.hold(FILE, YAML.writeValueAsString(AsyncApi.document()));
        assertThat(YAML.readTree(FILE.toFile())).isEqualTo(AsyncApi.document());
    }

    @Test
    void refersToNothingThatIsNotThere() throws IOException {
        var document = YAML.readTree(FILE.toFile());
        var references = document.findValuesAsText("$ref");

        assertThat(references).hasSizeGreaterThan(4 * EventType.values().length).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse();
            } else {
                assertThat(Files.isRegularFile(FILE.resolveSibling(reference))).isTrue();
            }
        });
    }

    @Test
    void namesTheQueuesWithTheirBindings() throws IOException {
        var channels = YAML.readTree(FILE.toFile()).get("channels");

        assertThat(texts(channels.at("/upm.publisher/x-binding-keys"))).containsExactly("publish.requested",
                "repository.changed", "probe.requested", "replay.requested");
        assertThat(texts(channels.at("/upm.audit/x-binding-keys"))).containsExactly("#");
        assertThat(channels.at("/upm.audit/messages").size()).isEqualTo(EventType.values().length);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
