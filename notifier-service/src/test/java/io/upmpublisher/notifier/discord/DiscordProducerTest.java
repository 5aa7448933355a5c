package io.upmpublisher.notifier.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.upmpublisher.notifier.announce.Channel;
import io.upmpublisher.notifier.announce.Links;

class DiscordProducerTest {

    static final Links LINKS = new Links(URI.create("https://g"), URI.create("https://p"), URI.create("https://a"));

    @Test
    void makesNoChannelWithoutAWebhook() {
        assertThat(channel(Optional.empty(), 30)).isEmpty();
        assertThat(channel(Optional.of(" "), 30)).isEmpty();
    }

    @Test
    void refusesAPaceThatSendsNothing() {
        assertThatThrownBy(() -> channel(Optional.of("https://discord.com/api/webhooks/1/t"), 0))
                .hasMessageContaining("per-minute");
    }

    @Test
    void hasDefaultsThatDiscordTakes() {
        var config = new SmallRyeConfigBuilder().withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(DiscordConfig.class).build().getConfigMapping(DiscordConfig.class);

        assertThat(config.perMinute()).isEqualTo(30);
        assertThat(config.answerWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.webhook()).isEmpty();
    }

    private static Optional<Channel> channel(Optional<String> webhook, int perMinute) {
        return new DiscordProducer().channel(new Settings(webhook, Optional.empty(), Optional.empty(), perMinute,
                Duration.ofSeconds(1)), LINKS);
    }

    private record Settings(Optional<String> webhook, Optional<String> threadId, Optional<Set<String>> plainHttpHosts,
            int perMinute, Duration answerWait) implements DiscordConfig {
    }
}
