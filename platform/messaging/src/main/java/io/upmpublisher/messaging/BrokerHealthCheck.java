package io.upmpublisher.messaging;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.upmpublisher.messaging.topology.Broker;

/**
 * Whether the broker is there and lets this process consume. Never part of liveness, because a restart would not bring it back;
 * and a service whose callers need nothing of it says how it is and stays ready.
 */
@Readiness
@ApplicationScoped
class BrokerHealthCheck implements HealthCheck {

    private final Messaging messaging;
    private final Broker broker;
    private final boolean readyWithoutBroker;

    BrokerHealthCheck(Messaging messaging, Broker broker, MessagingConfig config) {
        this.messaging = messaging;
        this.broker = broker;
        this.readyWithoutBroker = config.readyWithoutBroker();
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("RabbitMQ").withData("address", broker.settings().toString())
                .withData("connected", broker.isConnected());
        // It still hands out what it has: only what this service tells waits, in the outbox.
        broker.blocked().ifPresent(reason -> response.withData("blocked", reason));
        messaging.chains().forEach(chain -> response.withData(chain.queue().queue(),
                chain.queue().isConsuming() ? "consuming" : "not consuming"));
        var consumesAll = messaging.chains().stream().allMatch(chain -> chain.queue().isConsuming());
        return response.status(consumesAll || readyWithoutBroker).build();
    }
}
