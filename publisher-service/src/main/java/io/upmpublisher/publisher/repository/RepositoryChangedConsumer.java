package io.upmpublisher.publisher.repository;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import io.upmpublisher.events.EventType;
import io.upmpublisher.events.RepositoryChanged;
import io.upmpublisher.messaging.inbox.EventConsumer;
import io.upmpublisher.messaging.inbox.Received;

/** Keeps up with what is registered. */
@ApplicationScoped
class RepositoryChangedConsumer implements EventConsumer<RepositoryChanged> {

    private final KnownRepositories repositories;
    private final Instance<RepositoryWatcher> watchers;

    RepositoryChangedConsumer(KnownRepositories repositories, @Any Instance<RepositoryWatcher> watchers) {
        this.repositories = repositories;
        this.watchers = watchers;
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
                case REGISTERED, UPDATED -> {
                    if (repositories.changed(event.repository(), event.settings(), at)) {
                        watchers.forEach(watcher -> watcher.changed(event.repository(), event.settings(), at));
                    }
                }
                case REMOVED -> {
                    if (repositories.removed(event.repository(), event.settings(), at)) {
                        watchers.forEach(watcher -> watcher.removed(event.repository()));
                    }
                }
            }
        });
    }
}
