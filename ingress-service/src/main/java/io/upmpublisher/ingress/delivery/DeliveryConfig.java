package io.upmpublisher.ingress.delivery;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long what came in is kept. */
@ConfigMapping(prefix = "ingress.delivery")
interface DeliveryConfig {

    /** How long raw bodies are kept, which may name people; until then an ignored delivery can be replayed. */
    @WithDefault("30D")
    Duration keepBodies();

    /** How long it can be asked what was decided on a delivery, and why. */
    @WithDefault("90D")
    Duration keep();
}
