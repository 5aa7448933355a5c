package io.upmpublisher.publisher.repository;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.EventType;
import io.upmpublisher.events.RepositoryChanged;
import io.upmpublisher.messaging.inbox.EventConsumer;
import io.upmpublisher.messaging.inbox.Received;

/** Keeps up with what is registered. */
@ApplicationScoped
class RepositoryChangedConsumer implements EventConsumer<RepositoryChanged> {

    private final KnownRepositories repositories;

    RepositoryChangedConsumer(KnownRepositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public EventType consumes() {
        return EventType.REPOSITORY_CHANGED;
    }

    @Override
    public void on(Received<RepositoryChanged> received) {
        var event = received.event();
        var at = received.envelope().time();
        received.finish(() -> {
            switch (event.change()) {
                case REGISTERED, UPDATED -> repositories.changed(event.repository(), event.settings(), at);
                case REMOVED -> repositories.removed(event.repository(), event.settings(), at);
            }
        });
    }
}
