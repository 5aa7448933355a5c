package io.upmpublisher.publisher.registry;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The registries that packages may go to. */
@ConfigMapping(prefix = "publisher.registry")
interface RegistriesConfig {

    /** By the name that repositories refer to them by. */
    Map<String, Entry> named();

    /** Hosts beside loopback that may be spoken to without TLS. */
    Optional<Set<String>> plainHttpHosts();

    /** How long to wait before a question is asked again that a registry did not answer; doubled with each time. */
    @WithDefault("500MS")
    Duration firstDelay();

    interface Entry {

        Optional<String> url();

        /** Goes to this registry and nowhere else. */
        Optional<String> token();

        /**
         * How large a publish request the registry takes, in bytes, where that is known: larger packages fail before they are
         * sent.
         */
        OptionalLong maxRequestBytes();

        /**
         * How long one exchange with the registry may take, the upload of a tarball included. A publish as a whole, with all
         * that is repeated and read back, may take six times as long; for that long another request for the same version waits
         * while one is at it, or was when its process died.
         */
        @WithDefault("5M")
        Duration transferTimeout();
    }
}
