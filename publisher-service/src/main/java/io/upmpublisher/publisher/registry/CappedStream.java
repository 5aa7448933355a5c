package io.upmpublisher.publisher.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails, rather than ends, when there is more than expected: a cut answer must not pass for a whole one. */
final class CappedStream extends FilterInputStream {

    private long left;

    CappedStream(InputStream in, long limit) {
        super(in);
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) == -1 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var count = super.read(buffer, offset, length);
        if (count > left) {
            throw new InvalidAnswerException("it is larger than allowed");
        }
        left -= Math.max(count, 0);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        var skipped = 0L;
        while (skipped < count && read() != -1) {
            skipped++;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
