package io.upmpublisher.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are made from the records and committed, so that readers find them and reviews show what changes in them. */
final class Generated {
    static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    static final Path DOCS = Path.of("../../docs");

    private static final boolean WRITE = Boolean.getBoolean("schemas.write");

    private Generated() {
    }

    static void hold(Path file, String content) {
        try {
            if (WRITE) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, content);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as("%s is not what the records give. If the change is meant (docs/events.md has the rules), write it anew: "
                            + "mvn -pl platform/events test -Dtest='SchemasTest,AsyncApiTest' -Dschemas.write=true", file)
                    .isEqualTo(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
