package io.upmpublisher.messaging;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import org.jspecify.annotations.Nullable;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.upmpublisher.messaging.inbox.EnvelopeConsumer;
import io.upmpublisher.messaging.inbox.EventConsumer;

/** Starts messaging with the service and stops it with it. */
@ApplicationScoped
class MessagingLifecycle {

    private final MessagingConfig config;
    private final Messaging messaging;
    private final Instance<EventConsumer<?>> consumers;
    private final Instance<EnvelopeConsumer> consumersOfEverything;
    private final Instance<StoreLimit> limits;
    private final AgroalDataSource dataSource;
    private final MeterRegistry registry;
    private @Nullable Loop metrics;

    MessagingLifecycle(MessagingConfig config, Messaging messaging, @Any Instance<EventConsumer<?>> consumers,
            @Any Instance<EnvelopeConsumer> consumersOfEverything, @Any Instance<StoreLimit> limits,
            AgroalDataSource dataSource, MeterRegistry registry) {
        this.config = config;
        this.messaging = messaging;
        this.consumers = consumers;
        this.consumersOfEverything = consumersOfEverything;
        this.limits = limits;
        this.dataSource = dataSource;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        Migrations.migrate(dataSource);
        messaging.start(config.subscriptions().orElse(List.of()),
                new Messaging.Listeners(consumers.stream().toList(), consumersOfEverything.stream().toList()),
                limits.stream().toList());
        metrics = new Loop("messaging-metrics", new Signal(), new MessagingMetrics(registry, messaging)::sample);
        metrics.start();
    }

    void stop(@Observes ShutdownEvent event) {
        if (metrics != null) {
            metrics.stop(Duration.ofSeconds(1));
        }
        messaging.stop();
    }
}
