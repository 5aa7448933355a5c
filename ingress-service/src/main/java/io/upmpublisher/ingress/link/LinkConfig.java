package io.upmpublisher.ingress.link;

import java.net.URI;

import io.smallrye.config.ConfigMapping;

/** Where the services are reached by people and scripts. */
@ConfigMapping(prefix = "ingress.link")
interface LinkConfig {

    /** This service. */
    URI ingress();

    /** The publisher, which shows runs. */
    URI publisher();

    /** The audit, which shows everything that belongs to a run. */
    URI audit();
}
