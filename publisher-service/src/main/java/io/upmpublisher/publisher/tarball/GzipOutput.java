package io.upmpublisher.publisher.tarball;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;

/**
 * gzip with npm's header, which {@link java.util.zip.GZIPOutputStream} does not allow (no time, "best", unknown system), on all
 * processors. The input is cut into blocks that are deflated at the same time, each with the end of the one before it as its
 * dictionary, as pigz does; so the bytes depend on the input and the level alone. The stream below is written to by the same
 * threads, one after the other: hashing it costs as much as a fourth of the compressing.
 */
final class GzipOutput extends OutputStream {

    private static final byte[] HEADER = { 0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, (byte) 0xff };
    private static final int BLOCK = 256 * 1024;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();
    // One pool for all packages that are being packed: more threads than processors gain nothing.
    private static final ExecutorService POOL = Executors.newFixedThreadPool(THREADS,
            Thread.ofPlatform().daemon().name("gzip-", 0).factory());
    // Half a megabyte each, of a package; several are packed at once.
    private static final int MOST_WAITING = Math.min(2 * THREADS, 16);

    private final OutputStream out;
    private final int level;
    private final CRC32 crc = new CRC32();
    /** The writing of each block, which waits for the writing of the one before. */
    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private byte[] block = new byte[BLOCK];
    private int filled;
    private byte[] dictionary = {};
    private long plainBytes;
    private volatile boolean closed;

    GzipOutput(OutputStream out, int level) throws IOException {
        this.out = out;
        this.level = level;
        out.write(HEADER);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] { (byte) value }, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        crc.update(bytes, offset, length);
        plainBytes += length;
        for (var written = 0; written < length;) {
            var fits = Math.min(length - written, BLOCK - filled);
            System.arraycopy(bytes, offset + written, block, filled, fits);
            filled += fits;
            written += fits;
            if (filled == BLOCK) {
                deflate(false);
            }
        }
    }

    /** Writes what is still being compressed, and gzip's end; the stream below is left open. */
    void finish() throws IOException {
        deflate(true);
        while (!waiting.isEmpty()) {
            await(waiting.remove());
        }
        writeLittleEndian(crc.getValue());
        writeLittleEndian(plainBytes);
    }

    /** Lets go of what is still being compressed; the stream below is left open, and nothing is written to it from then on. */
    @Override
    public void close() {
        closed = true;
        last.handle((written, failed) -> written).join();
        waiting.clear();
    }

    private void deflate(boolean isLast) throws IOException {
        var deflated = new DeflatedBlock(block, filled, dictionary, level, isLast);
        dictionary = deflated.end();
        block = isLast ? block : new byte[BLOCK];
        filled = 0;
        last = last.thenCombineAsync(CompletableFuture.supplyAsync(() -> closed ? new byte[0] : deflated.bytes(), POOL),
                (before, bytes) -> pass(bytes), POOL);
        waiting.add(last);
        while (waiting.size() > MOST_WAITING) {
            await(waiting.remove());
        }
    }

    private Void pass(byte[] deflated) {
        try {
            if (!closed) {
                out.write(deflated);
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(CompletableFuture<Void> written) throws IOException {
        try {
            written.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a tarball was compressed");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case UncheckedIOException failed -> throw failed.getCause();
                case PackingRefusedException refused -> throw refused;
                case null, default -> throw new IOException("A tarball could not be compressed", e.getCause());
            }
        }
    }

    private void writeLittleEndian(long value) throws IOException {
        for (var shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write((int) (value >>> shift) & 0xff);
        }
    }
}
