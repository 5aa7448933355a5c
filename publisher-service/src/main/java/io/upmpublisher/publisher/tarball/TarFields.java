package io.upmpublisher.publisher.tarball;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What a tar header of anyone's says. */
record TarFields(String path, long size, boolean executable, char type) {

    private static final String FOLDER = "package/";
    private static final byte[] USTAR = "ustar\00000".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern OCTAL = Pattern.compile(" *([0-7]{1,12})[ \0]*");
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_END = 156;

    static TarFields of(byte[] block) throws MalformedTarballException {
        if (octal(block, CHECKSUM_AT, 8) != checksum(block)) {
            throw new MalformedTarballException("a header is damaged");
        }
        var name = text(block, 0, 100);
        var isUstar = Arrays.equals(block, 257, 257 + USTAR.length, USTAR, 0, USTAR.length);
        var prefix = isUstar ? text(block, 345, 155) : "";
        return new TarFields(prefix.isEmpty() ? name : prefix + "/" + name, octal(block, 124, 12),
                (octal(block, 100, 8) & 0100) != 0, (char) (block[CHECKSUM_END] & 0xff));
    }

    /** A file's path in the package. */
    static String inPackage(String path) throws MalformedTarballException {
        if (!path.startsWith(FOLDER)) {
            throw new MalformedTarballException("a file or folder is not in the folder \"package\"");
        }
        return path.substring(FOLDER.length());
    }

    /** A folder's path in the package; empty for the package itself. */
    static String folderInPackage(String path) throws MalformedTarballException {
        var end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        var inside = inPackage(path.substring(0, end) + "/");
        if (inside.isEmpty()) {
            return "";
        }
        inside = inside.substring(0, inside.length() - 1);
        try {
            if (PackPath.inTarball(inside).equals(inside)) {
                return inside;
            }
        } catch (PackingRefusedException e) {
            // Said below.
        }
        throw new MalformedTarballException("a folder has a name that unpackers read in different ways");
    }

    private static long checksum(byte[] block) {
        var sum = 0L;
        for (var at = 0; at < block.length; at++) {
            sum += at >= CHECKSUM_AT && at < CHECKSUM_END ? ' ' : block[at] & 0xff;
        }
        return sum;
    }

    private static long octal(byte[] block, int at, int length) throws MalformedTarballException {
        var digits = OCTAL.matcher(new String(block, at, length, StandardCharsets.ISO_8859_1));
        if (!digits.matches()) {
            throw new MalformedTarballException("a header has no number where one belongs");
        }
        return Long.parseLong(digits.group(1), 8);
    }

    private static String text(byte[] block, int at, int length) {
        var end = at;
        while (end < at + length && block[end] != 0) {
            end++;
        }
        return new String(block, at, end - at, StandardCharsets.UTF_8);
    }
}
