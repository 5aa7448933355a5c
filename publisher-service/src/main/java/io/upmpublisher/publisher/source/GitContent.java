package io.upmpublisher.publisher.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Optional;

import io.upmpublisher.git.CheckedOutFile;
import io.upmpublisher.publisher.lfs.LfsException;
import io.upmpublisher.publisher.lfs.LfsFault;
import io.upmpublisher.publisher.lfs.LfsFile;
import io.upmpublisher.publisher.lfs.LfsObjects;
import io.upmpublisher.publisher.lfs.LfsPointer;

/** Where the content of a regular file comes from. */
sealed interface GitContent {

    long size();

    InputStream open() throws IOException;

    Optional<String> encodingNotGiven();

    Optional<LfsFile> inLfs();

    boolean isCostly();

    /**
     * @throws LfsException if it is a pointer that must not be packed and leads nowhere
     */
    static GitContent of(CheckedOutFile file, LfsObjects lfs) {
        var path = file.entry().path();
        return switch (reading(file)) {
            case LfsPointer.Reading.NoPointer none -> new InRepository(file);
            case LfsPointer.Reading.Valid(LfsPointer pointer) -> {
                if (!file.isKeptInLfs()) {
                    throw new LfsException(LfsFault.LFS_CONTENT_MISSING, "The file " + path
                            + " is a pointer of Git LFS, but no attribute filter=lfs says that it stands for another content.");
                }
                yield new InLfs(new LfsFile(path, pointer), lfs);
            }
            case LfsPointer.Reading.Invalid(String flaw) -> throw new LfsException(LfsFault.LFS_POINTER_INVALID,
                    "The file " + path + " begins as a pointer of Git LFS and " + flaw + ".");
        };
    }

    private static LfsPointer.Reading reading(CheckedOutFile file) {
        if (file.storedSize() >= LfsPointer.MAX_BYTES) {
            return new LfsPointer.Reading.NoPointer();
        }
        try (var stored = file.stored()) {
            return LfsPointer.read(stored.readNBytes(LfsPointer.MAX_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file.entry().path(), e);
        }
    }

    /** In the repository, and changed as its attributes say. */
    record InRepository(CheckedOutFile file) implements GitContent {

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public InputStream open() {
            return file.open();
        }

        @Override
        public Optional<String> encodingNotGiven() {
            return file.encodingNotGiven();
        }

        @Override
        public Optional<LfsFile> inLfs() {
            return Optional.empty();
        }

        @Override
        public boolean isCostly() {
            return file.isChanged();
        }
    }

    /** In Git LFS. Its bytes are checked out as they are. */
    record InLfs(LfsFile file, LfsObjects lfs) implements GitContent {

        @Override
        public long size() {
            return file.pointer().size();
        }

        @Override
        public InputStream open() throws IOException {
            try {
                return lfs.open(file);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw (InterruptedIOException) new InterruptedIOException("interrupted while fetching " + file.path())
                        .initCause(e);
            }
        }

        @Override
        public Optional<String> encodingNotGiven() {
            return Optional.empty();
        }

        @Override
        public Optional<LfsFile> inLfs() {
            return Optional.of(file);
        }

        @Override
        public boolean isCostly() {
            return true;
        }
    }
}
