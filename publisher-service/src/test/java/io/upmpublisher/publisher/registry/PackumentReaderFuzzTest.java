package io.upmpublisher.publisher.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.upmpublisher.events.PackageName;

/** Whatever a registry answers, it is a document of the package or an answer that is said to be none. */
class PackumentReaderFuzzTest {

    private static final PackageName NAME = PackageName.of("com.acme.core");

    @FuzzTest(maxDuration = "5m")
    void readsAnyBytes(byte[] answer) throws IOException {
        try {
            var packument = PackumentReader.read(NAME, new ByteArrayInputStream(answer));
            assertThat(packument.name()).isEqualTo(NAME);
            assertThat(packument.versions().keySet()).allMatch(version -> version.build().isEmpty());
        } catch (InvalidAnswerException e) {
            assertThat(e.getMessage()).startsWith("it");
        }
    }
}
