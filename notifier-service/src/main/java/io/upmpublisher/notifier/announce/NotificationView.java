package io.upmpublisher.notifier.announce;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import io.upmpublisher.events.RunId;

/**
 * A notification as the API shows it.
 *
 * @param message the channel's id of it, where it told one
 * @param body what was sent
 */
record NotificationView(String id, String kind, Optional<RunId> run, Optional<Integer> revision, String about, String channel,
        String outcome, Optional<String> message, Optional<String> code, Optional<String> cause, int attempts,
        Instant createdAt, Optional<Instant> finishedAt, Optional<String> body) {

    static NotificationView from(Notification notification) {
        return new NotificationView(notification.key(), word(notification.kind()), notification.run(), notification.revision(),
                notification.about(), notification.channel(), word(notification.outcome()), notification.message(),
                notification.code(), notification.cause(), notification.attempts(), notification.createdAt(),
                notification.finishedAt(), notification.body());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
