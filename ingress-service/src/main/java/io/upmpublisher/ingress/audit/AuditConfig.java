package io.upmpublisher.ingress.audit;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How registered repositories are held against what is really there. */
@ConfigMapping(prefix = "ingress.audit")
interface AuditConfig {

    /** How many questions GitHub is asked at once, by each process. */
    @WithDefault("2")
    int atOnce();

    /** How long a question stays with a worker that gives no sign of life. */
    @WithDefault("5M")
    Duration lease();

    /** After how long GitHub is asked about a repository again. */
    @WithDefault("24H")
    Duration againAfter();

    /** After how long a question is asked again that was not answered; doubled after each further time. */
    @WithDefault("2M")
    Duration firstDelay();

    /** After how long without a word of the publisher it is asked to look at a repository again. */
    @WithDefault("48H")
    Duration probeOldAfter();

    /** How often those that are due are looked for, beside when one is registered. */
    @WithDefault("10S")
    Duration every();
}
