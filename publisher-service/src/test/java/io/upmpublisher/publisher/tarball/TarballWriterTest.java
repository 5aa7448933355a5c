package io.upmpublisher.publisher.tarball;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.json.JsonMapper;

import io.upmpublisher.publisher.tarball.PackingRefusedException.Code;

class TarballWriterTest {

    private static final String MANIFEST = "{ \"name\" : \"com.acme.core\",\r\n \"version\":\"v1.0.0\" }\n";

    @Test
    void reportsWhatItWrote() throws Exception {
        var out = new ByteArrayOutputStream();
        var packed = write(tree().with("Runtime/A.cs", "class A {}"), out, limits(10, 10_000, 10_000));

        var bytes = out.toByteArray();
        assertThat(packed.size()).isEqualTo(bytes.length);
        assertThat(packed.integrity()).isEqualTo("sha512-" + Base64.getEncoder().encodeToString(digest("SHA-512", bytes)));
        assertThat(packed.shasum()).isEqualTo(HexFormat.of().formatHex(digest("SHA-1", bytes)));
        assertThat(packed.fileCount()).isEqualTo(2);
        assertThat(packed.unpackedSize()).isEqualTo(MANIFEST.length() + 10);
        assertThat(packed.entries()).extracting(PackedTarball.Entry::path).containsExactly("Runtime/A.cs", "package.json");
    }

    @Test
    void leavesTheManifestsBytesAlone() throws Exception {
        var out = new ByteArrayOutputStream();
        write(tree(), out, limits(10, 10_000, 10_000));

        var tar = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray())).readAllBytes();
        assertThat(new String(tar, 512, MANIFEST.length(), StandardCharsets.UTF_8)).isEqualTo(MANIFEST);
    }

    @Test
    void writesTheSameBytesEachTime() throws Exception {
        var first = write(tree(), OutputStream.nullOutputStream(), limits(10, 10_000, 10_000));
        var second = write(tree(), OutputStream.nullOutputStream(), limits(10, 10_000, 10_000));

        assertThat(first).isEqualTo(second);
    }

    @Test
    void refusesTooManyFiles() {
        assertRefused(tree().with("a", ""), limits(1, 10_000, 10_000), Code.TOO_MANY_FILES);
    }

    @Test
    void refusesTooManyBytes() {
        assertRefused(tree().with("a", "x".repeat(1_000)), limits(10, 1_000, 10_000), Code.PACKAGE_TOO_LARGE);
        assertRefused(tree(), limits(10, 10_000, 50), Code.PACKAGE_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "../a", "a/../b", "/a", "a//b", "a/./b", "..\\a", "a\\..\\b", "c:..\\x", "c:", "a\0b", "a/" })
    void refusesPathsThatCouldLeaveTheFolder(String path) {
        assertRefused(tree().with(path, "x"), limits(10, 10_000, 10_000), Code.PATH_REFUSED);
    }

    @Test
    void refusesTwoFilesWithOnePath() {
        assertRefused(tree().with("a:b.txt", "x").with("b.txt", "y"), limits(10, 10_000, 10_000), Code.PATH_REFUSED);
    }

    @Test
    void refusesContentOfAnotherLength() {
        for (var announced : List.of(1L, 9L)) {
            var file = new Announced("a", announced);
            assertThatThrownBy(() -> new TarballWriter(limits(10, 10_000, 10_000)).write(List.of(new PackEntry(file, 0644)),
                    OutputStream.nullOutputStream()))
                    .isInstanceOfSatisfying(PackingRefusedException.class,
                            refused -> assertThat(refused.code()).isEqualTo(Code.CONTENT_CHANGED));
        }
    }

    @Test
    void refusesRulesThatCostTooMuch() {
        for (var rules : List.of("{a,b}".repeat(50), "{1..9999}\n".repeat(1_000))) {
            assertRefused(tree().with(".npmignore", rules), limits(10, 100_000, 10_000), Code.PACK_RULES_TOO_COMPLEX);
        }
    }

    private record Announced(String path, long size) implements PackageFile {
        @Override
        public Kind kind() {
            return Kind.REGULAR;
        }

        @Override
        public boolean executable() {
            return false;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(new byte[5]);
        }
    }

    private static void assertRefused(FakeTree tree, TarballLimits limits, Code code) {
        assertThatThrownBy(() -> write(tree, OutputStream.nullOutputStream(), limits))
                .isInstanceOfSatisfying(PackingRefusedException.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static PackedTarball write(FakeTree tree, OutputStream out, TarballLimits limits) throws Exception {
        return new TarballWriter(limits).write(PackList.of(tree, new JsonMapper().createObjectNode()), out);
    }

    private static FakeTree tree() {
        return new FakeTree().with("package.json", MANIFEST);
    }

    private static TarballLimits limits(int files, long unpacked, long packed) {
        return new TarballLimits(files, unpacked, packed, TarballLimits.DEFAULT_COMPRESSION);
    }

    private static byte[] digest(String algorithm, byte[] bytes) throws Exception {
        return MessageDigest.getInstance(algorithm).digest(bytes);
    }
}
