package io.upmpublisher.ingress.request;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "ingress.request")
interface RequestConfig {

    /** Owners whose repositories are accepted, whatever their case. Without any, nothing is accepted. */
    Optional<Set<String>> trustedOwners();

    /**
     * The e-mail address under which the changelog service commits. A push in which every commit has it, and the trailer
     * {@code UPM-Run}, is the system's own and is ignored.
     */
    String ownAuthor();

    /** How long requests whose runs have ended are kept. The same is not accepted again before, and not within 400 days. */
    @WithDefault("400D")
    Duration keep();
}
