package io.upmpublisher.changelog.run;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long it is known what was written. */
@ConfigMapping(prefix = "changelog.run")
interface EntryConfig {

    /** How long entries are kept, and the commits of versions beyond a package's newest 100. */
    @WithDefault("400D")
    Duration keep();
}
