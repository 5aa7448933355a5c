package io.upmpublisher.ingress.discovery;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How an owner's repositories are searched. */
@ConfigMapping(prefix = "ingress.discovery")
interface DiscoveryConfig {

    /** How many searches go on at once, in each process. */
    @WithDefault("2")
    int atOnce();

    /** How long a search stays with a worker that gives no sign of life; each request to GitHub begins with one. */
    @WithDefault("2M")
    Duration lease();

    /** How many repositories of an owner are looked at, in pages of a hundred. */
    @WithDefault("5000")
    int maxRepositories();

    /**
     * How many manifests of a repository are read; of those beyond only the path is shown. As many requests a search may take
     * from the reserve, because it ends a repository that it began.
     */
    @WithDefault("50")
    int maxManifests();

    /**
     * How much of GitHub's hourly quota is left to all else, in percent from 0 to 90; a search waits for the next hour then.
     */
    @WithDefault("33")
    int reserve();

    /** How many times a repository is begun that is never through, before it counts as unreadable. */
    @WithDefault("3")
    int repositoryAttempts();

    /** How long to wait before GitHub is asked again that did not answer; doubled after each further time. */
    @WithDefault("10S")
    Duration firstDelay();

    /** How many times in a row that may be. */
    @WithDefault("10")
    int attempts();

    /** How often searches that are due are looked for, beside when one is begun. */
    @WithDefault("10S")
    Duration every();

    /** How long what was found is kept. */
    @WithDefault("30D")
    Duration keep();
}
