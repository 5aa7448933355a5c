package io.upmpublisher.notifier.discord;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The Discord webhook that messages go to. */
@ConfigMapping(prefix = "notifier.discord")
interface DiscordConfig {

    /**
     * Its address, which is a secret. Text and not a URI, for an address that cannot be read must not be shown in the error.
     */
    Optional<String> webhook();

    /** The thread of the webhook's channel that messages go to. */
    Optional<String> threadId();

    /** Hosts beside loopback that may be spoken to without TLS. */
    Optional<Set<String>> plainHttpHosts();

    /** How many messages are sent in any minute; more wait for their turn. Discord takes 30 for a channel. */
    @WithDefault("30")
    int perMinute();

    /** How long an answer is waited for; a message without one may have been sent, and counts as unknown. */
    @WithDefault("10S")
    Duration answerWait();
}
