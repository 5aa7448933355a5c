package io.upmpublisher.messaging;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether relay, consumers and workers still run; if an error ended one, only a restart brings it back. */
@Liveness
@ApplicationScoped
class LoopsHealthCheck implements HealthCheck {

    private final Messaging messaging;

    LoopsHealthCheck(Messaging messaging) {
        this.messaging = messaging;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("messaging").status(messaging.isAlive()).build();
    }
}
