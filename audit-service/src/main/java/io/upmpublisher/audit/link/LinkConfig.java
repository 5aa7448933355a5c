package io.upmpublisher.audit.link;

import java.net.URI;

import io.smallrye.config.ConfigMapping;

/** Where the services are reached by people and scripts. */
@ConfigMapping(prefix = "audit.link")
interface LinkConfig {

    /** This service. */
    URI audit();
}
