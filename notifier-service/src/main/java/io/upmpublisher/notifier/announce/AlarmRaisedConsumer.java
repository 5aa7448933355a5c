package io.upmpublisher.notifier.announce;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.EventType;
import io.upmpublisher.messaging.inbox.EventConsumer;
import io.upmpublisher.messaging.inbox.GiveUp;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.messaging.inbox.RetryLater;

/** Announces alarms, except those about the channel itself: they could only go in a circle. */
@ApplicationScoped
class AlarmRaisedConsumer implements EventConsumer<AlarmRaised> {

    private final Announcer announcer;
    private final Optional<Channel> channel;

    AlarmRaisedConsumer(Announcer announcer, Optional<Channel> channel) {
        this.announcer = announcer;
        this.channel = channel;
    }

    @Override
    public EventType consumes() {
        return EventType.ALARM_RAISED;
    }

    @Override
    public void on(Received<AlarmRaised> received) throws RetryLater, GiveUp, InterruptedException {
        var alarm = received.event();
        if (channel.isPresent() && !alarm.about().equals(Outcomes.alarmSubject(channel.get()))) {
            var envelope = received.envelope();
            announcer.announce(received, new Announcement.Raised(alarm, envelope.id(), envelope.time()), channel.get());
        }
    }
}
