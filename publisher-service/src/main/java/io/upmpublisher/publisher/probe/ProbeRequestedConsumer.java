package io.upmpublisher.publisher.probe;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.EventType;
import io.upmpublisher.events.ProbeRequested;
import io.upmpublisher.messaging.inbox.EventConsumer;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.publisher.repository.KnownRepositories;

/** Lets a repository be looked at whose look somebody asked for. */
@ApplicationScoped
class ProbeRequestedConsumer implements EventConsumer<ProbeRequested> {

    private final KnownRepositories repositories;
    private final ProbeQueue queue;

    ProbeRequestedConsumer(KnownRepositories repositories, ProbeQueue queue) {
        this.repositories = repositories;
        this.queue = queue;
    }

    @Override
    public EventType consumes() {
        return EventType.PROBE_REQUESTED;
    }

    @Override
    public void on(Received<ProbeRequested> received) {
        var event = received.event();
        received.finish(() -> {
            // Registrations from before this service took them in are told of by nothing else.
            if (repositories.seen(event.repository(), event.settings())) {
                queue.due(event.repository());
            }
        });
    }
}
