package io.upmpublisher.publisher.tarball;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Whatever is published as a tarball, it is ours, differs from ours, or is said to be none. */
class TarballContentsFuzzTest {

    private static final int BLOCK = 512;

    @FuzzTest(maxDuration = "5m")
    void comparesAnyBytes(byte[] tar) throws IOException {
        var ours = TarballContents
                .of(PackList.of(FakeTree.of(Map.of("package.json", "{}")), new JsonMapper().createObjectNode()));
        for (var theirs : new byte[][] { tar, gzipped(tar), gzipped(withRightChecksums(tar)) }) {
            try {
                assertThat(ours.differenceFrom(new ByteArrayInputStream(theirs))).isNotEqualTo(Optional.of(""));
            } catch (MalformedTarballException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    /** Without them nothing else of a header is looked at. */
    private static byte[] withRightChecksums(byte[] tar) {
        var right = tar.clone();
        for (var header = 0; header + BLOCK <= right.length; header += BLOCK) {
            var sum = 8 * ' ';
            for (var at = 0; at < BLOCK; at++) {
                sum += at >= 148 && at < 156 ? 0 : right[header + at] & 0xff;
            }
            System.arraycopy("%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII), 0, right, header + 148, 8);
        }
        return right;
    }

    private static byte[] gzipped(byte[] tar) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.NO_COMPRESSION);
            }
        }) {
            gzip.write(tar);
        }
        return bytes.toByteArray();
    }
}
