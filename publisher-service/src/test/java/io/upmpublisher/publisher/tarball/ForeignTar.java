package io.upmpublisher.publisher.tarball;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A tarball as others make them, well or badly. */
final class ForeignTar {

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    ForeignTar file(String path, String content) {
        return entry('0', path, 0664, length(content), content);
    }

    ForeignTar executable(String path, String content) {
        return entry('0', path, 0775, length(content), content);
    }

    ForeignTar folder(String path) {
        return entry('5', path, 0755, 0, "");
    }

    /** As Python and GNU tar write them: with fields beside the path. */
    ForeignTar named(String path, String content) {
        var body = field("mtime", "1700000000.5") + field("path", path);
        return entry('x', "PaxHeaders/file", 0644, length(body), body).entry('0', "package/cut", 0644, length(content),
                content);
    }

    ForeignTar pax(String key, String value) {
        var body = field(key, value);
        return entry('x', "PaxHeaders/file", 0644, length(body), body);
    }

    ForeignTar entry(char type, String path, int mode, long size, String content) {
        var header = new byte[512];
        put(header, 0, path);
        put(header, 100, "%07o\0".formatted(mode));
        put(header, 108, "0001750\0");
        put(header, 124, "%011o\0".formatted(size));
        put(header, 136, "14525252525\0");
        put(header, 148, "        ");
        put(header, 156, String.valueOf(type));
        put(header, 257, "ustar\00000someone");
        var sum = 0;
        for (var each : header) {
            sum += each & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        tar.writeBytes(header);
        return raw(content).raw("\0".repeat(Math.floorMod(-length(content), 512)));
    }

    ForeignTar raw(String bytes) {
        tar.writeBytes(bytes.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    byte[] bytes() {
        return tar.toByteArray();
    }

    ForeignTar end() {
        return raw("\0".repeat(20 * 512));
    }

    byte[] gzipped() {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            tar.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String field(String key, String value) {
        var rest = " " + key + "=" + value + "\n";
        var length = length(rest) + 2;
        return (length > 99 ? length + 1 : length) + rest;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void put(byte[] header, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
