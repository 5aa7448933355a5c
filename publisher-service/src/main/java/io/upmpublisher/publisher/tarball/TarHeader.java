package io.upmpublisher.publisher.tarball;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One 512-byte ustar header, byte for byte as node-tar 7.5 (https://github.com/isaacs/node-tar) writes it in portable mode. */
final class TarHeader {

    static final int BLOCK = 512;
    /** 1985-10-26T08:15:00Z: npm's fixed time. */
    static final long MTIME = 499_162_500L;
    static final long MAX_SIZE = 077777777777L;

    private static final int NAME_LENGTH = 100;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_LENGTH = 155;
    private static final int CHECKSUM_AT = 148;

    private final byte[] block = new byte[BLOCK];
    private boolean needsPax;

    private TarHeader() {
    }

    static TarHeader of(String path, int mode, long size, char type) {
        var header = new TarHeader();
        header.putPath(path);
        header.putOctal(100, 8, mode);
        header.putOctal(124, 12, size);
        header.putOctal(136, 12, MTIME);
        header.block[156] = (byte) type;
        header.putText(257, 8, "ustar\00000");
        header.putOctal(329, 8, 0);
        header.putOctal(337, 8, 0);
        header.putChecksum();
        return header;
    }

    byte[] bytes() {
        return block;
    }

    /** Whether the path did not fit and has to be given in a PAX header before this one. */
    boolean needsPax() {
        return needsPax;
    }

    private void putPath(String path) {
        var prefix = "";
        var name = path;
        if (length(path) >= NAME_LENGTH) {
            prefix = path.substring(0, path.lastIndexOf('/'));
            name = path.substring(path.lastIndexOf('/') + 1);
            while (length(prefix) > PREFIX_LENGTH && prefix.indexOf('/') >= 0) {
                var slash = prefix.lastIndexOf('/');
                name = prefix.substring(slash + 1) + "/" + name;
                prefix = prefix.substring(0, slash);
            }
            if (length(prefix) > PREFIX_LENGTH) {
                prefix = "";
                name = path;
            }
            if (length(name) > NAME_LENGTH) {
                name = name.substring(0, Math.min(name.length(), NAME_LENGTH - 1));
                needsPax = true;
            }
        }
        putText(0, NAME_LENGTH, name);
        putText(PREFIX_AT, PREFIX_LENGTH, prefix);
        needsPax |= length(name) != name.length() || length(prefix) != prefix.length();
    }

    /** As many whole characters as fit. */
    private void putText(int at, int length, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var end = Math.min(bytes.length, length);
        while (end < bytes.length && end > 0 && (bytes[end] & 0xc0) == 0x80) {
            end--;
        }
        System.arraycopy(bytes, 0, block, at, end);
    }

    private void putOctal(int at, int length, long number) {
        var digits = Long.toOctalString(number);
        var text = digits.length() == length - 1 ? digits : "0".repeat(length - 2 - digits.length()) + digits + " ";
        putText(at, length, text);
    }

    private void putChecksum() {
        Arrays.fill(block, CHECKSUM_AT, CHECKSUM_AT + 8, (byte) ' ');
        var sum = 0;
        for (var each : block) {
            sum += each & 0xff;
        }
        Arrays.fill(block, CHECKSUM_AT, CHECKSUM_AT + 8, (byte) 0);
        putOctal(CHECKSUM_AT, 8, sum);
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
