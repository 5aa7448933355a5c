package io.upmpublisher.notifier.announce;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.EventType;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.messaging.inbox.EventConsumer;
import io.upmpublisher.messaging.inbox.GiveUp;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.messaging.inbox.RetryLater;
import io.upmpublisher.notifier.announce.Announcement.RunEnded;

/** Announces every revision of a run that published or failed anything. */
@ApplicationScoped
class PublishCompletedConsumer implements EventConsumer<PublishCompleted> {

    private final Announcer announcer;
    private final Optional<Channel> channel;

    PublishCompletedConsumer(Announcer announcer, Optional<Channel> channel) {
        this.announcer = announcer;
        this.channel = channel;
    }

    @Override
    public EventType consumes() {
        return EventType.PUBLISH_COMPLETED;
    }

    @Override
    public void on(Received<PublishCompleted> received) throws RetryLater, GiveUp, InterruptedException {
        var ended = new RunEnded(received.event(), Optional.empty());
        if (ended.isNews() && channel.isPresent()) {
            announcer.announce(received, ended, channel.get());
        }
    }
}
