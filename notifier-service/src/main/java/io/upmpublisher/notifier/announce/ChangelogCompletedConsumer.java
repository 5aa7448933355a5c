package io.upmpublisher.notifier.announce;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.ChangelogCompleted;
import io.upmpublisher.events.EventType;
import io.upmpublisher.messaging.inbox.EventConsumer;
import io.upmpublisher.messaging.inbox.Received;

/** Keeps changelogs for the messages that wait for them. */
@ApplicationScoped
class ChangelogCompletedConsumer implements EventConsumer<ChangelogCompleted> {

    private final Changelogs changelogs;

    ChangelogCompletedConsumer(Changelogs changelogs) {
        this.changelogs = changelogs;
    }

    @Override
    public EventType consumes() {
        return EventType.CHANGELOG_COMPLETED;
    }

    @Override
    public void on(Received<ChangelogCompleted> received) {
        received.finish(() -> changelogs.keep(received.envelope(), received.event()));
    }
}
