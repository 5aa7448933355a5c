package io.upmpublisher.messaging;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.upmpublisher.messaging.topology.Broker;

/**
 * Whether the broker is there. A service that only tells is ready without it: what it tells waits in the outbox. Never part of
 * liveness, because a restart would not bring the broker back.
 */
@Readiness
@ApplicationScoped
class BrokerHealthCheck implements HealthCheck {

    private final Messaging messaging;
    private final Broker broker;

    BrokerHealthCheck(Messaging messaging, Broker broker) {
        this.messaging = messaging;
        this.broker = broker;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("RabbitMQ").withData("address", broker.settings().toString())
                .withData("connected", broker.isConnected());
        messaging.chains().forEach(chain -> response.withData(chain.queue().queue(),
                chain.queue().isConsuming() ? "consuming" : "not consuming"));
        return response.status(messaging.chains().stream().allMatch(chain -> chain.queue().isConsuming())).build();
    }
}
