package io.upmpublisher.publisher.tarball;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** One entry of a package's folder in a commit. */
public interface PackageFile {

    enum Kind {
        REGULAR,
        SYMLINK,
        SUBMODULE
    }

    /** Relative to the package's folder, with slashes, never beginning with one. */
    String path();

    Kind kind();

    boolean executable();

    /** How many bytes {@link #open} gives, LFS content resolved. */
    long size();

    /** The encoding that the content should have got and has not, for git could not convert it either. */
    default Optional<String> encodingNotGiven() {
        return Optional.empty();
    }

    /** Whether the content is not in the repository, or only a pointer that leads nowhere: reading it may cost, or fail. */
    default boolean isElsewhere() {
        return false;
    }

    InputStream open() throws IOException;
}
