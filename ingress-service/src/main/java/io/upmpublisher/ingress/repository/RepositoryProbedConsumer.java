package io.upmpublisher.ingress.repository;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.EventType;
import io.upmpublisher.events.RepositoryProbed;
import io.upmpublisher.messaging.inbox.EventConsumer;
import io.upmpublisher.messaging.inbox.Received;

/** Keeps what the publisher found of a repository, and takes a pending one that it could read for good. */
@ApplicationScoped
class RepositoryProbedConsumer implements EventConsumer<RepositoryProbed> {

    private final Repositories repositories;

    RepositoryProbedConsumer(Repositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public EventType consumes() {
        return EventType.REPOSITORY_PROBED;
    }

    @Override
    public void on(Received<RepositoryProbed> received) {
        received.finish(() -> repositories.probed(received.event()));
    }
}
