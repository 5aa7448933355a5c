package io.upmpublisher.notifier.announce;

import java.net.URI;

import io.smallrye.config.ConfigMapping;

/** Where people find more than a message holds. */
@ConfigMapping(prefix = "notifier.link")
interface LinkConfig {

    /** The git host: below it lie {@code owner/name}. */
    URI gitBaseUrl();

    /** The publisher, which shows runs. */
    URI publisher();

    /** The audit, which shows everything that belongs to a run. */
    URI audit();
}
