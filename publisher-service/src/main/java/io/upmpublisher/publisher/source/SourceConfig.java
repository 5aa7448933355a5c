package io.upmpublisher.publisher.source;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where repositories are read from. */
@ConfigMapping(prefix = "publisher.source")
interface SourceConfig {

    /** The address under which repositories are cloned as {@code owner/name.git}. */
    String gitBaseUrl();

    /** Where the mirrors are kept: a cache of this process alone, which may be deleted at any time. */
    Path mirrorDir();

    Lfs lfs();

    /** What Git LFS keeps beside repositories. */
    interface Lfs {

        /** How many bytes of it may stay in the folder of the mirrors; what was used longest ago is removed first. */
        @WithDefault("10737418240")
        long cacheMaxBytes();

        /** How many bytes a file may have. */
        @WithDefault("4294967296")
        long maxObjectBytes();

        /** How long fetching a file may take. */
        @WithDefault("10M")
        Duration transferTimeout();

        /** How long to wait before a question is asked again that was not answered; doubled with each time. */
        @WithDefault("500MS")
        Duration firstDelay();

        /** Hosts that files may be fetched from without TLS, besides the git host. */
        Optional<Set<String>> plainHttpHosts();
    }

    /**
     * How many bytes the mirrors may have together, with a unit such as 20G. Beyond it, those that were not used for the
     * longest time are removed after a fetch, never one in use; they are fetched again when they are needed.
     */
    @WithDefault("20G")
    MemorySize mirrorMaxBytes();
}
