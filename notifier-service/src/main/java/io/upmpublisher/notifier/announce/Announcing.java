package io.upmpublisher.notifier.announce;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;
import io.upmpublisher.messaging.Transactions;

/** Opens the channel before the first event is worked on. */
@ApplicationScoped
class Announcing {

    private static final Logger LOG = Logger.getLogger(Announcing.class);
    private static final int BEFORE_MESSAGING = 1;

    private final Optional<Channel> channel;
    private final ChannelPace pace;
    private final Transactions transactions;

    Announcing(Optional<Channel> channel, ChannelPace pace, Transactions transactions) {
        this.channel = channel;
        this.pace = pace;
        this.transactions = transactions;
    }

    void start(@Observes @Priority(BEFORE_MESSAGING) StartupEvent event) {
        if (channel.isPresent()) {
            transactions.runInNew(() -> pace.open(channel.get()));
        } else {
            LOG.warn("DISCORD_WEBHOOK_UPM is not set: nothing is announced, and events about runs and alarms are passed over");
        }
    }

    @Produces
    @Singleton
    static Links links(LinkConfig config) {
        return new Links(config.gitBaseUrl(), config.publisher(), config.audit());
    }
}
