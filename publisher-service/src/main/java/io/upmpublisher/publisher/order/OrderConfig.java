package io.upmpublisher.publisher.order;

import java.time.Duration;

import io.smallrye.config.WithDefault;

/** How long the packages of a commit may take. */
public interface OrderConfig {

    /** How long a package may take; then it is broken off and tried again. */
    @WithDefault("15M")
    Duration packageTimeLimit();

    /** How long one attempt at a run may take; what is left then is tried again. */
    @WithDefault("30M")
    Duration runTimeLimit();
}
