package io.upmpublisher.notifier.discord;

import java.time.Duration;

import io.upmpublisher.notifier.announce.Announcement;
import io.upmpublisher.notifier.announce.Channel;
import io.upmpublisher.notifier.announce.Links;
import io.upmpublisher.notifier.announce.Sending;

/** A channel, or a thread in it, behind a Discord webhook. */
final class DiscordChannel implements Channel {

    private final DiscordClient client;
    private final RunMessage runs;
    private final int perMinute;

    DiscordChannel(DiscordClient client, Links links, int perMinute) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("notifier.discord.per-minute is 1 or more");
        }
        this.client = client;
        this.runs = new RunMessage(links);
        this.perMinute = perMinute;
    }

    @Override
    public String name() {
        return "discord";
    }

    @Override
    public int perMinute() {
        return perMinute;
    }

    @Override
    public String write(Announcement announcement) {
        var embed = switch (announcement) {
            case Announcement.RunEnded run -> runs.of(run);
            case Announcement.Raised raised -> AlarmMessage.of(raised);
            case Announcement.Resolved resolved -> AlarmMessage.of(resolved);
        };
        return embed.toMessage();
    }

    @Override
    public Sending send(String message) throws InterruptedException {
        return client.send(message);
    }

    @Override
    public Duration longest() {
        return client.longest();
    }
}
