package io.upmpublisher.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Content that is changed on its way, piece by piece. */
final class TransformedStream extends InputStream {
    private static final int CHUNK = 16 * 1024;

    private final InputStream content;
    private final Step step;
    private final byte[] chunk = new byte[CHUNK];
    private byte[] ready = new byte[0];
    private int at;
    private boolean ended;

    TransformedStream(InputStream content, Step step) {
        this.content = content;
        this.step = step;
    }

    /** One change, for one stream. */
    interface Step {
        void take(byte[] chunk, int length, ByteArrayOutputStream out) throws IOException;

        void end(ByteArrayOutputStream out) throws IOException;
    }

    @Override
    public int read() throws IOException {
        return fill() ? ready[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        var count = Math.min(length, ready.length - at);
        System.arraycopy(ready, at, buffer, offset, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private boolean fill() throws IOException {
        while (at == ready.length && !ended) {
            var out = new ByteArrayOutputStream(2 * CHUNK);
            var read = content.read(chunk);
            if (read < 0) {
                ended = true;
                step.end(out);
            } else {
                step.take(chunk, read, out);
            }
            ready = out.toByteArray();
            at = 0;
        }
        return at < ready.length;
    }
}
