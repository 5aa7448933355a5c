package io.upmpublisher.notifier.announce;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.NotificationCompleted;
import io.upmpublisher.events.NotificationCompleted.Outcome;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.messaging.outbox.Outbox;

/** Writes down what became of announcements and tells it, each method inside the caller's fenced transaction. */
@ApplicationScoped
class Outcomes {

    private final NotificationRepository notifications;
    private final ChannelPace pace;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    Outcomes(NotificationRepository notifications, ChannelPace pace, Outbox outbox, Transactions transactions, Clock clock) {
        this.notifications = notifications;
        this.pace = pace;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    void sent(Channel channel, Announcement announcement, Optional<String> message, String text) {
        of(channel, announcement).sent(message, text, clock.instant());
        tell(channel, announcement, Outcome.SENT, message, Optional.empty());
        resolveAlarm(channel);
    }

    void unknown(Channel channel, Announcement announcement, Fault fault, String text) {
        of(channel, announcement).unknown(fault, text, clock.instant());
        tell(channel, announcement, Outcome.UNKNOWN, Optional.empty(), Optional.of(fault));
    }

    void failed(Channel channel, Announcement announcement, Fault fault) {
        of(channel, announcement).failed(fault, clock.instant());
        tell(channel, announcement, Outcome.FAILED, Optional.empty(), Optional.of(fault));
    }

    /** Nothing is sent to the channel from here on; told once as an alarm, however many messages meet it. */
    void closed(Channel channel, Fault fault) {
        pace.close(channel, fault);
        var isNew = Sql.update(transactions, "note an alarm",
                "insert into alarm (code, about, raised_at) values (?, ?, ?) on conflict do nothing", fault.code(),
                alarmSubject(channel), clock.instant().atOffset(ZoneOffset.UTC)) == 1;
        if (isNew) {
            outbox.append(new AlarmRaised(fault.code(), alarmSubject(channel), fault.cause(), fault.remedy()));
        }
    }

    /** What alarms about the channel itself name: telling them on that channel would go in a circle. */
    static String alarmSubject(Channel channel) {
        return "channel " + channel.name();
    }

    private void resolveAlarm(Channel channel) {
        Sql.query(transactions, "end an alarm", row -> row.getString("code"),
                "delete from alarm where about = ? returning code", alarmSubject(channel))
                .forEach(code -> outbox.append(new AlarmResolved(code, alarmSubject(channel))));
    }

    private Notification of(Channel channel, Announcement announcement) {
        return notifications.get(Notification.key(channel.name(), announcement));
    }

    private void tell(Channel channel, Announcement announcement, Outcome outcome, Optional<String> message,
            Optional<Fault> failure) {
        announcement.run().ifPresent(run -> outbox.append(new NotificationCompleted(run.run(), run.revision(),
                run.repository(), channel.name(), outcome, message, failure)));
    }
}
