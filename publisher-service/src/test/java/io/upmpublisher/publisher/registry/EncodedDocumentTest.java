package io.upmpublisher.publisher.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class EncodedDocumentTest {

    private static final Registry REGISTRY = TestRegistries.at(URI.create("http://localhost:4873"));

    @TempDir
    Path folder;

    @Test
    void hasTheKeysOfNpmInTheirOrder() throws IOException {
        var sample = SamplePackage.of("@acme/com.acme.core", "1.0.0");
        var sent = parse(sample.document(folder));

        assertThat(sent.fieldNames()).toIterable().containsExactly("_id", "name", "description", "dist-tags", "versions",
                "access", "_attachments");
        assertThat(sent.get("access").isNull()).isTrue();
        assertThat(sent.at("/dist-tags/latest").asText()).isEqualTo("1.0.0");
        assertThat(sent.get("_attachments").fieldNames()).toIterable().containsExactly("@acme/com.acme.core-1.0.0.tgz");
        var version = sent.get("versions").get("1.0.0");
        assertThat(version.get("_id").asText()).isEqualTo("@acme/com.acme.core@1.0.0");
        assertThat(version.get("dist").get("integrity").asText()).isEqualTo(sample.digests().integrity());
        assertThat(version.get("dist").get("shasum").asText()).isEqualTo(sample.digests().shasum());
        assertThat(version.get("readme").asText()).isEqualTo("# Sample");
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 2, 3, 49_152, 98_304, 200_000 })
    void carriesEveryByteAndKnowsItsLength(int filler) throws IOException {
        var sample = SamplePackage.of("com.acme.core", "1.0.0").withFiller(filler);
        var encoded = new EncodedDocument(sample.document(folder), REGISTRY);

        var bytes = encoded.stream().readAllBytes();

        assertThat(encoded.length()).isEqualTo(bytes.length);
        var attachment = new ObjectMapper().readTree(bytes).get("_attachments").get("com.acme.core-1.0.0.tgz");
        assertThat(attachment.get("data").binaryValue()).isEqualTo(sample.bytes());
        assertThat(attachment.get("length").asLong()).isEqualTo(sample.bytes().length);
    }

    @Test
    void failsBeforeItsEndWhenTarballIsShorterOrOther() throws IOException {
        var document = SamplePackage.of("com.acme.core", "1.0.0").withFiller(100_000).document(folder);
        var file = document.tarball().file();
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertThatExceptionOfType(TarballChangedException.class).isThrownBy(() -> parse(document));

        bytes[50_000] ^= 1;
        Files.write(file, bytes);
        assertThatExceptionOfType(TarballChangedException.class).isThrownBy(() -> parse(document));
    }

    @Test
    void survivesBrokenTextInManifest() throws IOException {
        var document = SamplePackage.of("com.acme.core", "1.0.0").document(folder);
        var manifest = document.manifest().put("description", "half a pair: \ud83d, and \"quotes\"\u2028");

        var sent = parse(new PublishDocument(manifest, document.name(), document.version(), document.tag(), Access.PUBLIC,
                document.tarball()));

        assertThat(sent.get("description").asText()).isEqualTo("half a pair: ?, and \"quotes\"\u2028");
        assertThat(sent.get("access").asText()).isEqualTo("public");
    }

    @Test
    void refusesDocumentsThatRegistriesWouldTakeAndClientsWouldNot() {
        var sample = SamplePackage.of("com.acme.core", "1.0.0");

        assertThatIllegalArgumentException().isThrownBy(() -> new PublishDocument(sample.manifest().put("version", "1.0.1"),
                sample.packageName(), sample.semVersion(), DistTag.LATEST, Access.PUBLIC, sample.document(folder).tarball()));
        assertThatIllegalArgumentException().isThrownBy(() -> new PublishDocument(sample.manifest().put("name", "com.acme.x"),
                sample.packageName(), sample.semVersion(), DistTag.LATEST, Access.PUBLIC, sample.document(folder).tarball()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SamplePackage.of("com.acme.core", "1.0.0+build.1").document(folder));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SamplePackage.of("com.acme.core", "1.0.0-pre.1").tagged("latest").document(folder));
        assertThatIllegalArgumentException().isThrownBy(() -> new PublishDocument(sample.manifest(), sample.packageName(),
                sample.semVersion(), DistTag.LATEST, Access.RESTRICTED, sample.document(folder).tarball()));
    }

    private static JsonNode parse(PublishDocument document) throws IOException {
        try (var stream = new EncodedDocument(document, REGISTRY).stream()) {
            return new ObjectMapper().readTree(stream.readAllBytes());
        }
    }
}
