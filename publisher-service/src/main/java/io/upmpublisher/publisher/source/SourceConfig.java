package io.upmpublisher.publisher.source;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Where repositories are read from. */
@ConfigMapping(prefix = "publisher.source")
interface SourceConfig {

    /** The address under which repositories are cloned as {@code owner/name.git}. */
    String gitBaseUrl();

    /** A token that may read the repositories; not needed for public ones. It goes to the host of the base URL only. */
    Optional<String> token();

    /** Where the mirrors are kept: a cache of this process alone, which may be deleted at any time. */
    Path mirrorDir();
}
