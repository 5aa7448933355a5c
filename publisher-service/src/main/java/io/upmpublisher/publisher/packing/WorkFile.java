package io.upmpublisher.publisher.packing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is written: what fails here is the disk, and nothing that is read meanwhile. */
final class WorkFile extends FilterOutputStream {

    private WorkFile(OutputStream file) {
        super(file);
    }

    static WorkFile open(Path path) throws IOException {
        return new WorkFile(told(() -> Files.newOutputStream(path)));
    }

    @Override
    public void write(int value) throws IOException {
        told(() -> out.write(value));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        told(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        told(out::flush);
    }

    @Override
    public void close() throws IOException {
        told(out::close);
    }

    /** Does something with a file of the work folder, and tells failures as the folder's. */
    static <T> T told(Making<T> making) throws IOException {
        try {
            return making.make();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw WorkFolderException.of(e);
        }
    }

    private static void told(Doing doing) throws IOException {
        WorkFile.<Boolean> told(() -> {
            doing.run();
            return true;
        });
    }

    @FunctionalInterface
    interface Making<T> {
        T make() throws IOException;
    }

    @FunctionalInterface
    private interface Doing {
        void run() throws IOException;
    }
}
