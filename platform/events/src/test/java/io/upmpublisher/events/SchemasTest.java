package io.upmpublisher.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;

class SchemasTest {

    @Test
    void areWhatTheRecordsGive() {
        EventSchemas.all()
                .forEach((file, schema) -> Generated.hold(Generated.SCHEMAS.resolve(file), schema.toPrettyString() + "\n"));
    }

    @Test
    void areAsManyAsThereAreEventsAndTheEnvelope() throws IOException {
        try (var files = Files.list(Generated.SCHEMAS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(EventSchemas.all().keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void areValidAgainstTheMetaSchema(ObjectNode schema) {
        var metaSchema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of(VersionFlag.V202012.getId()));

        assertThat(metaSchema.validate(schema)).isEmpty();
    }

    static Iterable<ObjectNode> schemas() {
        return EventSchemas.all().values();
    }
}
