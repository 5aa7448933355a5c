package io.upmpublisher.publisher.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How repositories are looked at. */
@ConfigMapping(prefix = "publisher.probe")
interface ProbeConfig {

    /** Owners whose repositories may be looked at by hand, registered or not. Nobody's, if there are none. */
    Optional<Set<String>> trustedOwners();

    /** How many repositories are looked at at once, by each process; what is asked for by hand comes on top. */
    @WithDefault("2")
    int atOnce();

    /** How long one look may take. */
    @WithDefault("10M")
    Duration timeLimit();

    /** How long somebody may be kept waiting who asked for it by hand. */
    @WithDefault("60S")
    Duration byHandTimeLimit();

    /** After how long a repository that was read is looked at again. */
    @WithDefault("24H")
    Duration againAfter();

    /** After how long one that could not be read is looked at again; doubled after each further time. */
    @WithDefault("1M")
    Duration firstDelay();

    /** The longest delay. */
    @WithDefault("6H")
    Duration longestDelay();

    /** How often those that are due are looked for, beside when one is told of. */
    @WithDefault("10S")
    Duration every();
}
