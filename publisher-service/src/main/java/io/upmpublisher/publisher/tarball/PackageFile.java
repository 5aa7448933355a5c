package io.upmpublisher.publisher.tarball;

import java.io.IOException;
import java.io.InputStream;

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

    InputStream open() throws IOException;
}
