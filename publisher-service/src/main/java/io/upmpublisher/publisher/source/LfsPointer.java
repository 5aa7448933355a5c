package io.upmpublisher.publisher.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;

import io.upmpublisher.publisher.tarball.PackEntry;

/** What Git LFS puts into the repository in place of a file's content. It must never be packed as if it were the content. */
public final class LfsPointer {

    // https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md#the-pointer
    private static final byte[] FIRST_LINE = "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_POINTER_BYTES = 1_024;

    private LfsPointer() {
    }

    /** The first of the files that is a pointer. */
    public static Optional<String> firstIn(Collection<PackEntry> files) throws IOException {
        for (var file : files) {
            if (isPointer(file)) {
                return Optional.of(file.path());
            }
        }
        return Optional.empty();
    }

    private static boolean isPointer(PackEntry entry) throws IOException {
        var size = entry.file().size();
        if (size < FIRST_LINE.length || size >= MAX_POINTER_BYTES) {
            return false;
        }
        try (var content = entry.file().open()) {
            return java.util.Arrays.equals(content.readNBytes(FIRST_LINE.length), FIRST_LINE);
        }
    }
}
