package io.upmpublisher.messaging;

import java.time.Clock;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.upmpublisher.messaging.effect.EffectLedger;
import io.upmpublisher.messaging.inbox.InboxWorkers;
import io.upmpublisher.messaging.inbox.RetryPolicy;
import io.upmpublisher.messaging.outbox.Outbox;
import io.upmpublisher.messaging.outbox.Relay;
import io.upmpublisher.messaging.topology.Broker;
import io.upmpublisher.messaging.topology.BrokerSettings;
import io.upmpublisher.messaging.topology.Topology;

/** Makes the plain classes of this library beans of a service. */
@Dependent
class MessagingProducer {

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Broker broker(MessagingConfig config, @ConfigProperty(name = "quarkus.application.name") String service) {
        var broker = config.broker();
        var settings = new BrokerSettings(broker.host(), broker.port(), broker.user(), broker.password(), broker.virtualHost(),
                broker.tls());
        return new Broker(settings, new Topology(config.declareTopology()), service);
    }

    @Produces
    @Singleton
    Messaging.Service service(@ConfigProperty(name = "quarkus.application.name") String name, Clock clock,
            MeterRegistry registry) {
        return new Messaging.Service(name, clock, registry);
    }

    @Produces
    @Singleton
    Messaging messaging(Messaging.Service service, Transactions transactions, Broker broker, MessagingConfig config) {
        var inbox = config.inbox();
        return new Messaging(service, transactions, broker, new Messaging.Settings(
                new InboxWorkers.Settings(inbox.workers(), inbox.lease(), inbox.gapWait()),
                new RetryPolicy(inbox.attempts(), inbox.firstDelay(), inbox.longestDelay()),
                new Relay.Settings(config.outbox().lease(), config.outbox().resendAfter()), config.outbox().finishEvery(),
                config.broker().proveAliveEvery()));
    }

    @Produces
    @Singleton
    Outbox outbox(Messaging messaging) {
        return messaging.outbox();
    }

    @Produces
    @Singleton
    EffectLedger effectLedger(Messaging messaging) {
        return messaging.effectLedger();
    }
}
