package io.upmpublisher.publisher.plan;

import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may be planned for, and how much at once. */
@ConfigMapping(prefix = "publisher.plan")
interface PlanConfig {

    /** Owners whose repositories may be read, registered or not. Nobody's, if there are none. */
    Optional<Set<String>> trustedOwners();

    /** How many plans are made at once; each packs every package that it shows. */
    @WithDefault("2")
    int atOnce();
}
