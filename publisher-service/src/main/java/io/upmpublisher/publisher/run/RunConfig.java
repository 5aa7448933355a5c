package io.upmpublisher.publisher.run;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.upmpublisher.publisher.discovery.DiscoveryConfig;
import io.upmpublisher.publisher.order.OrderConfig;
import io.upmpublisher.publisher.packing.PackingConfig;

/** What a run may take. */
@ConfigMapping(prefix = "publisher.run")
public interface RunConfig {

    @WithParentName
    DiscoveryConfig discovery();

    @WithParentName
    PackingConfig packing();

    @WithParentName
    OrderConfig order();

    /** After how long a registry that refused the token is asked again. */
    @WithDefault("1M")
    Duration credentialRecheck();

    /** After how long a paused publisher looks whether it may go on. */
    @WithDefault("5S")
    Duration pauseRecheck();

    /** How long finished runs, and alarms that nobody ended, are kept. */
    @WithDefault("400D")
    Duration keep();
}
