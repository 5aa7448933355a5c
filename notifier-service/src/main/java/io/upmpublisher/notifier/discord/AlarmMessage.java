package io.upmpublisher.notifier.discord;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.notifier.announce.Announcement.Raised;
import io.upmpublisher.notifier.announce.Announcement.Resolved;
import io.upmpublisher.notifier.discord.Embed.Colour;

/** The messages about something that needs a person, and about its end. */
final class AlarmMessage {

    private static final int TEXT = 1500;
    private static final int ABOUT = 200;

    private AlarmMessage() {
    }

    static Embed of(Raised raised) {
        AlarmRaised alarm = raised.alarm();
        return new Embed(Colour.RED, "🚨 Alarm: " + DiscordText.escape(alarm.about(), ABOUT))
                .description(Faults.code(alarm.code()) + " " + DiscordText.escape(alarm.cause(), TEXT) + "\n→ "
                        + DiscordText.escape(alarm.remedy(), TEXT))
                .footer("event " + raised.event(), raised.at());
    }

    static Embed of(Resolved resolved) {
        AlarmResolved alarm = resolved.alarm();
        return new Embed(Colour.GREEN, "✅ Over: " + DiscordText.escape(alarm.about(), ABOUT))
                .description(Faults.code(alarm.code()) + " is resolved.")
                .footer("event " + resolved.event(), resolved.at());
    }
}
