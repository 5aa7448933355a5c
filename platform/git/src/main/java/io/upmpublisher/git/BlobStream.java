package io.upmpublisher.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.eclipse.jgit.lib.ObjectReader;

/** Content as it is inflated from a pack; the reader belongs to this stream alone, so that threads need not share one. */
final class BlobStream extends FilterInputStream {
    private final ObjectReader reader;
    private final ObjectFaults faults;
    private final String path;

    BlobStream(InputStream content, ObjectReader reader, ObjectFaults faults, String path) {
        super(content);
        this.reader = reader;
        this.faults = faults;
        this.path = path;
    }

    @Override
    public int read() {
        return faults.guard(path, super::read);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return faults.guard(path, () -> super.read(buffer, offset, length));
    }

    @Override
    public void close() {
        try (reader) {
            in.close();
        } catch (IOException e) {
            throw faults.of(path, e);
        }
    }
}
