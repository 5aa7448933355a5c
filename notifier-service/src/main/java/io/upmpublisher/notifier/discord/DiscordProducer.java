package io.upmpublisher.notifier.discord;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.upmpublisher.notifier.announce.Channel;
import io.upmpublisher.notifier.announce.Links;

/** The channel, where a webhook is configured. */
@Dependent
class DiscordProducer {

    @Produces
    @Singleton
    Optional<Channel> channel(DiscordConfig config, Links links) {
        return config.webhook().filter(address -> !address.isBlank()).map(address -> new DiscordChannel(
                new DiscordClient(WebhookAddress.of(address, config.threadId(), config.plainHttpHosts().orElse(Set.of())),
                        config.answerWait()),
                links, config.perMinute()));
    }
}
