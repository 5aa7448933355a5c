package io.upmpublisher.changelog.history;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Where repositories are read from, and written back to. */
@ConfigMapping(prefix = "changelog.history")
interface HistoryConfig {

    /** The address under which repositories are cloned as {@code owner/name.git}. */
    URI gitBaseUrl();

    /** A token that may read and write the repositories. It goes to the host of the base URL only. */
    Optional<String> token();

    /** Where the mirrors with whole history are kept: a cache of this process alone, which may be deleted at any time. */
    Path mirrorDir();

    /** The e-mail address that marks the system's own commits, together with the run's trailer; the same as ingress has. */
    String ownAuthor();
}
