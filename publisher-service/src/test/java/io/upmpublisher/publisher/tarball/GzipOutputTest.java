package io.upmpublisher.publisher.tarball;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipOutputTest {

    private static final int BLOCK = 256 * 1024;

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 7 * BLOCK, 7 * BLOCK + 12_345 })
    void isReadBackAsItWas(int length) throws IOException {
        for (var plain : new byte[][] { text(length), noise(length), new byte[length] }) {
            assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip(plain, 6))).readAllBytes()).isEqualTo(plain);
        }
    }

    @Test
    void dependsOnTheInputAlone() throws IOException {
        var plain = text(5 * BLOCK + 3);
        var out = new ByteArrayOutputStream();
        try (var inPieces = new GzipOutput(out, 6)) {
            for (var at = 0; at < plain.length; at += 777) {
                inPieces.write(plain, at, Math.min(777, plain.length - at));
            }
            inPieces.finish();
        }

        assertThat(out.toByteArray()).isEqualTo(gzip(plain, 6));
    }

    @Test
    void isHardlyLargerThanInOnePiece() throws IOException {
        var plain = text(20 * BLOCK);
        var inOnePiece = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(inOnePiece, new Deflater(6, true))) {
            deflater.write(plain);
        }

        assertThat(gzip(plain, 6).length).isLessThan((int) (inOnePiece.size() * 1.005));
    }

    @Test
    void leavesNothingBehindWhenItsThreadIsStopped() throws IOException {
        Thread.currentThread().interrupt();
        try (var gzip = new GzipOutput(OutputStream.nullOutputStream(), 9)) {
            gzip.write(text(64 * BLOCK));
            gzip.finish();
        } catch (InterruptedIOException expected) {
            assertThat(Thread.interrupted()).isTrue();
            return;
        }
        throw new AssertionError("it went on");
    }

    @Test
    void passesOnWhatKeepsItFromWriting() {
        assertThatThrownBy(() -> {
            try (var gzip = new GzipOutput(new FullDisk(), 6)) {
                gzip.write(noise(64 * BLOCK));
                gzip.finish();
            }
        }).isInstanceOf(IOException.class).hasMessage("no space left");
    }

    private static byte[] gzip(byte[] plain, int level) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GzipOutput(out, level)) {
            gzip.write(plain);
            gzip.finish();
        }
        return out.toByteArray();
    }

    private static byte[] text(int length) {
        var random = new Random(7);
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append("    public int Value").append(random.nextInt(500)).append(" => ").append(random.nextInt())
                    .append(";\n");
        }
        return text.substring(0, length).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static byte[] noise(int length) {
        var noise = new byte[length];
        new Random(8).nextBytes(noise);
        return noise;
    }

    private static final class FullDisk extends OutputStream {

        private int left = 2 * BLOCK;

        @Override
        public void write(int value) throws IOException {
            write(new byte[] { (byte) value });
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new IOException("no space left");
            }
        }
    }
}
