package io.upmpublisher.notifier.announce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.notifier.announce.Announcement.RunEnded;

/** Decides when an announcement is sent: once its changelog came or was waited for, at the channel's pace. */
@ApplicationScoped
class Agenda {

    private final AnnounceConfig config;
    private final NotificationRepository notifications;
    private final Changelogs changelogs;
    private final ChannelPace pace;
    private final Clock clock;

    Agenda(AnnounceConfig config, NotificationRepository notifications, Changelogs changelogs, ChannelPace pace, Clock clock) {
        this.config = config;
        this.notifications = notifications;
        this.changelogs = changelogs;
        this.pace = pace;
        this.clock = clock;
    }

    /** Looks at an announcement inside the caller's fenced transaction. */
    Step next(Channel channel, Announcement announcement) {
        var now = clock.instant();
        var notification = notifications.findByIdOptional(Notification.key(channel.name(), announcement))
                .orElseGet(() -> plan(channel, announcement, now));
        if (notification.isTold()) {
            return new Step.Told();
        }
        return switch (announcement) {
            case RunEnded run -> withChangelog(channel, run, notification, now);
            case Announcement.Raised raised -> inPace(channel, raised, notification, now);
            case Announcement.Resolved resolved -> inPace(channel, resolved, notification, now);
        };
    }

    // The wait begins with the first look and not with the event's own time: after an outage both events may be old, and the
    // changelog right behind.
    private Step withChangelog(Channel channel, RunEnded run, Notification notification, Instant now) {
        var changelog = changelogs.of(run.outcome());
        var waitEnds = notification.createdAt().plus(config.changelogWait());
        if (changelog.isEmpty() && run.mayGetChangelog() && now.isBefore(waitEnds)) {
            return new Step.Wait("CHANGELOG_AWAITED", "the message waits a moment for the changelog that it links",
                    shorter(config.lookEvery(), Duration.between(now, waitEnds)));
        }
        return inPace(channel, run.with(changelog), notification, now);
    }

    private Step inPace(Channel channel, Announcement announcement, Notification notification, Instant now) {
        var condition = pace.lock(channel);
        if (condition.closed().isPresent()) {
            return new Step.Closed(condition.closed().get());
        }
        // What was reserved before the channel asked for a pause is void.
        var reserved = notification.sendAfter().filter(time -> !time.isBefore(condition.pausedUntil()))
                .orElseGet(() -> pace.reserve(channel, condition, now));
        if (reserved.isAfter(now)) {
            notification.reserve(reserved);
            return new Step.Wait("CHANNEL_BUSY", "the channel has taken as many messages as it takes in a minute",
                    Duration.between(now, reserved));
        }
        notification.begin();
        return new Step.Send(announcement);
    }

    private Notification plan(Channel channel, Announcement announcement, Instant now) {
        var planned = Notification.plan(channel.name(), announcement, now);
        notifications.persist(planned);
        return planned;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
