package io.upmpublisher.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.upmpublisher.events.Subscription;

/** How a service tells and is told. */
@ConfigMapping(prefix = "upm.messaging")
interface MessagingConfig {

    /** What this service consumes; nothing for one that only tells. */
    Optional<List<Subscription>> subscriptions();

    /** Whether the exchange, the queues and their bindings are declared; otherwise the broker must have them already. */
    @WithDefault("true")
    boolean declareTopology();

    /**
     * Whether the service is ready while the broker is away, as one whose callers need nothing of it. Health tells how the
     * broker is all the same.
     */
    @WithDefault("false")
    boolean readyWithoutBroker();

    Broker broker();

    Inbox inbox();

    Outbox outbox();

    interface Broker {

        String host();

        int port();

        String user();

        String password();

        String virtualHost();

        /** Whether the connection is encrypted; the broker's certificate must be trusted by the JVM and name its host. */
        boolean tls();

        /**
         * After how long without messages a consumer is replaced by another, which finds out whether the broker still knows it.
         */
        @WithDefault("15S")
        Duration proveAliveEvery();
    }

    interface Inbox {

        /** How many events of one subscription are worked on at once. */
        @WithDefault("16")
        int workers();

        /** How long an event stays with a worker that gives no sign of life; the shorter, the sooner a crash is made good. */
        @WithDefault("30S")
        Duration lease();

        /** How long a missing event of an ordered lane is waited for. */
        @WithDefault("2M")
        Duration gapWait();

        /** After how many attempts an event is given up; with the default delays that is after 50 minutes. */
        @WithDefault("30")
        int attempts();

        /** How long to wait after the first failed attempt; doubled after each further one. */
        @WithDefault("2S")
        Duration firstDelay();

        /** The longest delay: how long after the end of an outage work may still wait, and what is ordered behind it. */
        @WithDefault("2M")
        Duration longestDelay();
    }

    interface Outbox {

        /** How long entries stay with a relay that gives no sign of life; the shorter, the sooner a crash is made good. */
        @WithDefault("30S")
        Duration lease();

        /** When an event is sent again to consumers that have not receipted it; doubled with each time, up to an hour. */
        @WithDefault("2M")
        Duration resendAfter();

        /** How often receipts are looked at to finish entries. */
        @WithDefault("5S")
        Duration finishEvery();
    }
}
