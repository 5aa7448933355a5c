package io.upmpublisher.audit.page.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "audit.session")
interface SessionConfig {

    /**
     * What sessions are sealed with: 32 random bytes in base64, the same for all replicas. Several while one is replaced: the
     * first seals, all open. None: one is made at the start, and sessions end with the process.
     */
    Optional<List<String>> keys();

    /** How long a session lasts at most. */
    @WithDefault("8H")
    Duration lifetime();
}
