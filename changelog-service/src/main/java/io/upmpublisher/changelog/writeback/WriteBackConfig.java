package io.upmpublisher.changelog.writeback;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How entries get into repositories. */
@ConfigMapping(prefix = "changelog.writeback")
interface WriteBackConfig {

    /** The name that commits are made under; their address is {@code changelog.history.own-author}. */
    @WithDefault("UPM Auto Publisher")
    String authorName();

    /** How long to wait at least after somebody else's push came first; more with each further time. */
    @WithDefault("0.2S")
    Duration pauseAfterRace();
}
