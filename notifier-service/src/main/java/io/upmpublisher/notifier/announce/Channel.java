package io.upmpublisher.notifier.announce;

import java.time.Duration;

/** Where people are told. It writes and sends; when, and how often, is decided by its caller. */
public interface Channel {

    /** Part of the identity of every message: stays the same however the channel is configured. */
    String name();

    /** How many messages it takes in any minute. */
    int perMinute();

    /** The message as it is sent, within the channel's limits, whatever the announcement holds. */
    String write(Announcement announcement);

    /** One attempt. It never throws because of what the channel answers. */
    Sending send(String message) throws InterruptedException;

    /** How long {@link #send} may take at most. */
    Duration longest();
}
