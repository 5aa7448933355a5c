package io.upmpublisher.publisher.comparison;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How what repositories in plan mode would have published is compared with what is there. */
@ConfigMapping(prefix = "publisher.comparison")
interface ComparisonConfig {

    /** Of how many packages a registry is asked at once, by each process. */
    @WithDefault("2")
    int atOnce();

    /** How long one look at a package may take, with all downloads. */
    @WithDefault("10M")
    Duration timeLimit();

    /**
     * After how long a version that is not there, or could not be compared, is asked for again; doubled after each further
     * time.
     */
    @WithDefault("1M")
    Duration firstDelay();

    /** The longest delay. */
    @WithDefault("2H")
    Duration longestDelay();

    /**
     * After how long a package is looked at again that waits for nothing: somebody may have published what no run would have.
     */
    @WithDefault("24H")
    Duration againAfter();

    /** A package that was looked at longer ago than that is looked at anew when somebody asks for its repository. */
    @WithDefault("5M")
    Duration freshFor();

    /**
     * How long the old system may take to publish, and a run to see what it published, before that speaks against switching.
     */
    @WithDefault("1H")
    Duration patience();

    /** How often packages that are due are looked for, beside when a run ended. */
    @WithDefault("10S")
    Duration every();

    /** How long what was found is kept of a repository that has left plan mode. */
    @WithDefault("400D")
    Duration keep();
}
