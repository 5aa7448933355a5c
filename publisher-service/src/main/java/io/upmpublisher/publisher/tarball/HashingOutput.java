package io.upmpublisher.publisher.tarball;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

import io.upmpublisher.publisher.tarball.PackingRefusedException.Code;

/** Counts and hashes what passes, and refuses what is too much. */
final class HashingOutput extends FilterOutputStream {

    private final MessageDigest sha512 = digest("SHA-512");
    private final MessageDigest sha1 = digest("SHA-1");
    private final long limit;
    private long size;

    HashingOutput(OutputStream out, long limit) {
        super(out);
        this.limit = limit;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] { (byte) value }, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        size += length;
        if (size > limit) {
            throw new PackingRefusedException(Code.PACKAGE_TOO_LARGE, "the tarball has more than " + limit + " bytes");
        }
        sha512.update(bytes, offset, length);
        sha1.update(bytes, offset, length);
        out.write(bytes, offset, length);
    }

    long size() {
        return size;
    }

    /** Ends the hashing. */
    String integrity() {
        return "sha512-" + Base64.getEncoder().encodeToString(sha512.digest());
    }

    /** Ends the hashing. */
    String shasum() {
        return HexFormat.of().formatHex(sha1.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
