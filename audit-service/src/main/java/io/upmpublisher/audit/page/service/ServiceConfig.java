package io.upmpublisher.audit.page.service;

import java.net.URI;
import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "audit.page")
interface ServiceConfig {

    /** Where pages reach ingress. */
    URI ingress();

    /** How long a page waits for a service's answer. */
    @WithDefault("10S")
    Duration patience();
}
