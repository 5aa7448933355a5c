package io.upmpublisher.notifier.announce;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When messages are sent, and how long they are kept. */
@ConfigMapping(prefix = "notifier.announce")
interface AnnounceConfig {

    /** How long the message about a run waits for the run's changelog, to link it. It is sent without one after that. */
    @WithDefault("8S")
    Duration changelogWait();

    /** How often a waiting message looks for its changelog: it may come that much later than it could. */
    @WithDefault("0.5S")
    Duration lookEvery();

    /**
     * Whether a message that may have been sent, because the channel did not say, is sent again. People may then read it twice;
     * otherwise, rarely, not at all.
     */
    @WithDefault("false")
    boolean resendUnknown();

    /** How long what was sent can be read at the API; what waits is kept for as long as it is worked on. */
    @WithDefault("90D")
    Duration keep();
}
