package io.upmpublisher.notifier.announce;

import java.time.Duration;

import io.upmpublisher.events.Fault;

/** What is to be done about an announcement now. */
sealed interface Step {

    record Send(Announcement announcement) implements Step {
    }

    record Wait(String code, String reason, Duration lookAgainAfter) implements Step {
    }

    /** The channel takes nothing at present. */
    record Closed(Fault why) implements Step {
    }

    /** People know, or may know: another event told of the same. */
    record Told() implements Step {
    }
}
