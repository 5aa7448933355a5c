package io.upmpublisher.publisher.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.registry.PublishedVersion.Content;

class PackumentReaderTest {

    private static final Digests OURS = SamplePackage.of("com.acme.core", "1.0.0").digests();

    @Test
    void keepsWhatMattersAndSkipsTheRest() throws IOException {
        var packument = read(
                """
                        {"name":"com.acme.core","readme":{"versions":{"9.0.0":{}}},
                         "versions":{"1.10.0":{"gitHead":"abc","unity":"2021.3","deprecated":"bad","dist":{"integrity":"sha512-x","shasum":"s","tarball":"t",
                         "signatures":[{"keyid":"k"}]},"dependencies":{"a":"1.0.0"}},
                         "1.9.0":{"deprecated":"","dist":null,"unityRelease":"12f1","unity":"2022.3"},"abc":{},"2.0.0+build":{"deprecated":true},"3.0.0":7},
                         "dist-tags":{"latest":"1.10.0","odd":5},"_attachments":{}}""");

        assertThat(packument.versions().keySet()).extracting(SemVersion::toString)
                .containsExactly("1.9.0", "1.10.0", "2.0.0", "3.0.0");
        assertThat(packument.version(SemVersion.parse("1.10.0+other"))).hasValueSatisfying(version -> {
            assertThat(version.integrity()).contains("sha512-x");
            assertThat(version.tarball()).contains("t");
            assertThat(version.gitHead()).contains("abc");
            assertThat(version.unity()).contains("2021.3");
            assertThat(version.deprecated()).isTrue();
        });
        assertThat(packument.version(SemVersion.parse("1.9.0")).orElseThrow().deprecated()).isFalse();
        assertThat(packument.version(SemVersion.parse("1.9.0")).orElseThrow().unity()).contains("2022.3.12f1");
        assertThat(packument.version(SemVersion.parse("2.0.0")).orElseThrow().deprecated()).isTrue();
        assertThat(packument.distTags()).containsOnlyKeys("latest");
    }

    @Test
    void readsWhenVersionsWerePublishedWhereThatIsSaid() throws IOException {
        var packument = read("""
                {"time":{"created":"2026-01-01T00:00:00.000Z","1.0.0":"2026-01-02T03:04:05.678Z","1.1.0":"yesterday","1.2.0":7,
                         "9.0.0":"2026-01-02T03:04:05.678Z"},
                 "versions":{"1.0.0":{},"1.1.0":{},"1.2.0":{}},"name":"com.acme.core"}""");

        assertThat(packument.publishedAt()).isEqualTo(
                Map.of(SemVersion.parse("1.0.0"), Instant.parse("2026-01-02T03:04:05.678Z")));
        assertThat(read("{\"time\":[],\"versions\":{},\"name\":\"com.acme.core\"}").publishedAt()).isEmpty();
    }

    @Test
    void comparesContentByTheBestDigestThatIsGiven() throws IOException {
        assertThat(content("\"integrity\":\"sha1-abc " + OURS.integrity() + "\",\"shasum\":\"other\"")).isEqualTo(Content.SAME);
        assertThat(content("\"integrity\":\"sha512-other\",\"shasum\":\"" + OURS.shasum() + "\"")).isEqualTo(Content.OTHER);
        assertThat(content("\"shasum\":\"" + OURS.shasum() + "\"")).isEqualTo(Content.SAME);
        assertThat(content("\"integrity\":\"sha1-abc\",\"shasum\":\"other\"")).isEqualTo(Content.OTHER);
        assertThat(content("\"integrity\":\"sha1-abc\"")).isEqualTo(Content.UNKNOWN);
    }

    private static Content content(String dist) throws IOException {
        return read("{\"versions\":{\"1.0.0\":{\"dist\":{" + dist + "}}},\"name\":\"com.acme.core\"}")
                .version(SemVersion.parse("1.0.0")).orElseThrow().contentComparedTo(OURS);
    }

    private static Packument read(String json) throws IOException {
        return PackumentReader.read(new PackageName("com.acme.core"),
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
