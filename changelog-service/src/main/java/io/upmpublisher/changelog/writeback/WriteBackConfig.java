package io.upmpublisher.changelog.writeback;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How entries get into repositories. */
@ConfigMapping(prefix = "changelog.writeback")
interface WriteBackConfig {

    /** Where GitHub's API is. */
    URI githubApiUrl();

    /**
     * A token that may open pull requests and make releases; without one a branch that refuses pushes keeps its changelog as it
     * is, and there are no releases.
     */
    Optional<String> githubToken();

    /** The name that commits are made under; their address is {@code changelog.history.own-author}. */
    @WithDefault("UPM Auto Publisher")
    String authorName();

    /** How long to wait at least after somebody else's push came first; more with each further time. */
    @WithDefault("0.2S")
    Duration pauseAfterRace();

    /** How long one call of GitHub's API may take. */
    @WithDefault("20S")
    Duration githubTimeout();

    /** Hosts beside loopback that may be spoken to without TLS. */
    Optional<Set<String>> plainHttpHosts();
}
