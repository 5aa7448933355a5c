package io.upmpublisher.ingress.head;

import java.net.URI;
import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How branches are compared with what was handled. */
@ConfigMapping(prefix = "ingress.head")
interface HeadConfig {

    /** Whether they are compared at all. */
    boolean enabled();

    /** Where repositories are cloned from. */
    URI gitBaseUrl();

    /** How often a repository is looked at; it is one small question to the git host. */
    @WithDefault("10M")
    Duration every();

    /** How long a branch may have commits that nothing told of, because a delivery may be under way. */
    @WithDefault("10M")
    Duration grace();

    /** When a repository is looked at again that cannot be read until somebody changes something. */
    @WithDefault("1H")
    Duration unreadableAgainAfter();

    /** How many branches of a repository are compared; of one that has more only those that are named in full. */
    @WithDefault("1000")
    int maxBranches();

    /** How many repositories are looked at at once. */
    @WithDefault("4")
    int atOnce();
}
