package io.upmpublisher.notifier.announce;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.events.EventType;
import io.upmpublisher.messaging.inbox.EventConsumer;
import io.upmpublisher.messaging.inbox.GiveUp;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.messaging.inbox.RetryLater;

/** Announces that alarms are over, those that were announced. */
@ApplicationScoped
class AlarmResolvedConsumer implements EventConsumer<AlarmResolved> {

    private final Announcer announcer;
    private final Optional<Channel> channel;

    AlarmResolvedConsumer(Announcer announcer, Optional<Channel> channel) {
        this.announcer = announcer;
        this.channel = channel;
    }

    @Override
    public EventType consumes() {
        return EventType.ALARM_RESOLVED;
    }

    @Override
    public void on(Received<AlarmResolved> received) throws RetryLater, GiveUp, InterruptedException {
        var alarm = received.event();
        if (channel.isPresent() && !alarm.about().equals(Outcomes.alarmSubject(channel.get()))) {
            var envelope = received.envelope();
            announcer.announce(received, new Announcement.Resolved(alarm, envelope.id(), envelope.time()), channel.get());
        }
    }
}
