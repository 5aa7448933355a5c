package io.upmpublisher.notifier.discord;

import io.upmpublisher.events.Fault;

/** What can go wrong with Discord; docs/problems.md lists them. */
enum DiscordCode {
    DISCORD_UNREACHABLE("None: it is sent once Discord answers; after many attempts it waits as a dead letter.", true),
    DISCORD_RATE_LIMITED("None: it is sent as soon as Discord allows.", true),
    DISCORD_NO_ANSWER("Look into the chat: the message may be there, and is not sent again.", false),
    DISCORD_MESSAGE_REFUSED("Report it with what Discord said; replay the dead letter with a version that mends it.", false),
    DISCORD_WEBHOOK_INVALID(
            "Make a new webhook, or give the thread back, set DISCORD_WEBHOOK_UPM and DISCORD_THREAD_ID, start the service again"
                    + " and replay the dead letters.",
            true);

    private final String remedy;
    private final boolean retryHelps;

    DiscordCode(String remedy, boolean retryHelps) {
        this.remedy = remedy;
        this.retryHelps = retryHelps;
    }

    Fault because(String cause) {
        return new Fault(name(), cause, remedy, retryHelps);
    }
}
