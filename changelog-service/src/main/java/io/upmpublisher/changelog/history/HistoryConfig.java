package io.upmpublisher.changelog.history;

import java.net.URI;
import java.nio.file.Path;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where repositories are read from, and written back to. */
@ConfigMapping(prefix = "changelog.history")
interface HistoryConfig {

    /** The address under which repositories are cloned as {@code owner/name.git}. */
    URI gitBaseUrl();

    /** Where the mirrors with whole history are kept: a cache of this process alone, which may be deleted at any time. */
    Path mirrorDir();

    /**
     * How many bytes the mirrors may have together, with a unit such as 20G. Beyond it, those that were not used for the
     * longest time are removed after a fetch, never one in use; they are fetched again when they are needed.
     */
    @WithDefault("20G")
    MemorySize mirrorMaxBytes();

    /** The e-mail address that marks the system's own commits, together with the run's trailer; the same as ingress has. */
    String ownAuthor();
}
