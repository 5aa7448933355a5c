package io.upmpublisher.web.problem;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "upm.web")
interface ReceiveConfig {

    /** How long the body of a request may take to come in whole: a thread waits for it. Then it is answered 408 and cut off. */
    @WithDefault("30S")
    Duration receiveTimeout();
}
