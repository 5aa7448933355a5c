package io.upmpublisher.publisher.lfs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A content that ends only if it is the one that a pointer stands for: wrong bytes, one too many or one too few are a fault.
 */
final class CheckedContent extends FilterInputStream {

    private final LfsPointer pointer;
    private final Fault fault;
    private final MessageDigest digest = sha256();
    private long left;

    CheckedContent(InputStream content, LfsPointer pointer, Fault fault) {
        super(content);
        this.pointer = pointer;
        this.fault = fault;
        this.left = pointer.size();
    }

    /** What to say, and to do, about a content that is another. */
    @FunctionalInterface
    interface Fault {
        LfsException of() throws IOException;
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var count = super.read(buffer, offset, length);
        left -= Math.max(count, 0);
        if (left < 0 || count < 0 && !isWhole()) {
            throw fault.of();
        }
        if (count > 0) {
            digest.update(buffer, offset, count);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        var skipped = 0L;
        while (skipped < count && read() >= 0) {
            skipped++;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private boolean isWhole() {
        if (left != 0) {
            return false;
        }
        try {
            // A copy, for the end may be asked for twice.
            var sum = ((MessageDigest) digest.clone()).digest();
            return HexFormat.of().formatHex(sum).equals(pointer.oid());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of the JDK can be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
