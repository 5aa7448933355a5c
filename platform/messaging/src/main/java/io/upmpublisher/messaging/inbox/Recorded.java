package io.upmpublisher.messaging.inbox;

/**
 * What became of a batch of messages.
 *
 * @param fresh recorded now
 * @param repeated here before
 * @param unreadable no events, kept as dead letters
 */
public record Recorded(int fresh, int repeated, int unreadable) {

    public static final Recorded NOTHING = new Recorded(0, 0, 0);
}
