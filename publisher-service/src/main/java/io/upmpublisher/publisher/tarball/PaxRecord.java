package io.upmpublisher.publisher.tarball;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The extended header that carries a path which a ustar header cannot, with the fields and in the order of node-tar. */
final class PaxRecord {

    private static final int MAX_NAME = 99;
    private static final int PLAIN_MODE = 0644;

    private PaxRecord() {
    }

    /** Header and body, padded to whole blocks. */
    static byte[] of(String path, long size) {
        var body = (field("path", path) + field("mtime", Long.toString(TarHeader.MTIME)) + field("size", Long.toString(size)))
                .getBytes(StandardCharsets.UTF_8);
        var name = "PaxHeader/" + PackPath.basename(path);
        var header = TarHeader.of(name.substring(0, Math.min(name.length(), MAX_NAME)), PLAIN_MODE, body.length, 'x');
        var blocks = Math.ceilDiv(body.length, TarHeader.BLOCK) + 1;
        var bytes = Arrays.copyOf(header.bytes(), blocks * TarHeader.BLOCK);
        System.arraycopy(body, 0, bytes, TarHeader.BLOCK, body.length);
        return bytes;
    }

    /** A field begins with its own length, which counts its own digits. */
    private static String field(String name, String value) {
        var text = " " + name + "=" + value + "\n";
        var bytes = text.getBytes(StandardCharsets.UTF_8).length;
        var digits = Integer.toString(bytes).length();
        if (Integer.toString(bytes + digits).length() > digits) {
            digits++;
        }
        return bytes + digits + text;
    }
}
