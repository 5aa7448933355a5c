package io.upmpublisher.publisher.packing;

import java.nio.file.Path;

import io.smallrye.config.WithDefault;

/** How large a package may be, and where its tarball lies. */
public interface PackingConfig {

    /** Where tarballs lie while they are sent, for each process in a folder of its own. */
    Path workDir();

    /** Above how many megabytes unpacked a package gets a warning. */
    long sizeThresholdMb();

    /** How many files a package may have. */
    @WithDefault("100000")
    int maxFiles();

    /** How large a package's files may be together. */
    @WithDefault("4294967296")
    long maxUnpackedBytes();

    /** How large a tarball may be. */
    @WithDefault("1073741824")
    long maxPackedBytes();
}
