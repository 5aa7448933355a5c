package io.upmpublisher.publisher.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.publisher.lfs.LfsPointer.Reading;

class LfsPointerTest {

    private static final String OID = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
    private static final String VERSION = "version https://git-lfs.github.com/spec/v1\n";
    private static final String POINTER = VERSION + "oid sha256:" + OID + "\nsize 12345\n";

    @ParameterizedTest
    @ValueSource(strings = { POINTER, "version https://hawser.github.com/spec/v1\noid sha256:" + OID + "\nsize 12345\n",
            VERSION + "another.key-1 any value\noid sha256:" + OID + "\nsize 12345\nz 1\n" })
    void readsPointers(String text) {
        assertThat(read(text)).isEqualTo(new Reading.Valid(new LfsPointer(OID, 12345)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\n", "version", "using System;\n", "version https://git-lfs.github.com/sp",
            "# " + POINTER, " " + POINTER, "\ufeff" + POINTER })
    void takesOtherContentForNoPointer(String text) {
        assertThat(read(text)).isEqualTo(new Reading.NoPointer());
    }

    @ParameterizedTest
    @ValueSource(strings = { VERSION, VERSION + "oid sha256:" + OID + "\nsize 12345",
            VERSION + "size 12345\noid sha256:" + OID + "\n",
            VERSION + "oid sha256:" + OID + "\n", VERSION + "size 12345\n", VERSION + "oid md5:" + OID + "\nsize 1\n",
            VERSION + "oid sha256:" + OID + "0\nsize 1\n", VERSION + "oid sha256:ABCD\nsize 1\n",
            VERSION + "oid  sha256:" + OID + "\nsize 1\n", VERSION + "oid sha256:" + OID + "\nsize -1\n",
            VERSION + "oid sha256:" + OID + "\nsize 01\n", VERSION + "oid sha256:" + OID + "\nsize 99999999999999999999\n",
            VERSION + "oid sha256:" + OID + "\nsize 1\nsize 1\n", VERSION + "oid sha256:" + OID + "\n\nsize 1\n",
            VERSION + "ext-0-foo sha256:" + OID + "\noid sha256:" + OID + "\nsize 1\n",
            "version https://git-lfs.github.com/spec/v2\noid sha256:" + OID + "\nsize 1\n",
            VERSION + "oid sha256:" + OID + "\nsize 1\nversion 1\n" })
    void namesWhatIsWrongWithPointers(String text) {
        assertThat(read(text)).isInstanceOf(Reading.Invalid.class);
    }

    @Test
    void refusesPointersWithCarriageReturnsAndOtherBytes() {
        assertThat(read(POINTER.replace("\n", "\r\n"))).isInstanceOf(Reading.Invalid.class);
        var bytes = (POINTER + "z ?\n").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = (byte) 0xff;
        assertThat(LfsPointer.read(bytes)).isEqualTo(new Reading.Invalid("is not UTF-8"));
    }

    @Test
    void takesNoLargeContentForAPointer() {
        assertThat(read(POINTER + "z " + "x".repeat(LfsPointer.MAX_BYTES) + "\n")).isEqualTo(new Reading.NoPointer());
    }

    @Test
    void survivesAnyBytes() {
        var random = new Random(20261127);
        var pieces = List.of("version ", "https://git-lfs.github.com/spec/", "v1", "\n", "oid ", "sha256:", OID, "size ", "1",
                "\r",
                " ", "\0", "ä", "ext-1-x ", "z", "-", ".");
        for (var i = 0; i < 20_000; i++) {
            byte[] bytes;
            if (i % 3 == 0) {
                bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
            } else if (i % 3 == 1) {
                bytes = POINTER.getBytes(StandardCharsets.UTF_8);
                for (var change = random.nextInt(4); change >= 0; change--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
            } else {
                var text = new StringBuilder(VERSION);
                for (var piece = random.nextInt(12); piece >= 0; piece--) {
                    text.append(pieces.get(random.nextInt(pieces.size())));
                }
                bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            }
            assertThatCode(() -> LfsPointer.read(bytes)).doesNotThrowAnyException();
        }
    }

    private static Reading read(String text) {
        return LfsPointer.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
