package io.upmpublisher.publisher.tarball;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** gzip with npm's header, which {@link java.util.zip.GZIPOutputStream} does not allow: no time, "best", unknown system. */
final class GzipOutput extends DeflaterOutputStream {

    private static final byte[] HEADER = { 0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, (byte) 0xff };
    private static final int BUFFER = 64 * 1024;

    private final CRC32 crc = new CRC32();
    private long plainBytes;

    GzipOutput(OutputStream out, int level) throws IOException {
        super(out, new Deflater(level, true), BUFFER);
        out.write(HEADER);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        crc.update(bytes, offset, length);
        plainBytes += length;
        super.write(bytes, offset, length);
    }

    @Override
    public void finish() throws IOException {
        super.finish();
        writeLittleEndian(crc.getValue());
        writeLittleEndian(plainBytes);
    }

    /** Frees the compressor's memory, which lies outside the heap; the stream below is left open. */
    @Override
    public void close() {
        def.end();
    }

    private void writeLittleEndian(long value) throws IOException {
        for (var shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write((int) (value >>> shift) & 0xff);
        }
    }
}
