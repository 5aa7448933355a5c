package io.upmpublisher.notifier.announce;

import java.time.Duration;
import java.util.Optional;

import io.upmpublisher.events.Fault;

/** How one attempt to send a message ended. */
public sealed interface Sending {

    /**
     * @param message the channel's id of it, where the answer could be read
     * @param pause how long the channel wants to be left alone now
     */
    record Sent(Optional<String> message, Optional<Duration> pause) implements Sending {
    }

    /** Certainly not sent; another attempt may succeed. */
    record NotSent(Fault fault) implements Sending {
    }

    /** Certainly not sent: the channel wants to be left alone for a while. */
    record TooFast(Fault fault, Duration pause) implements Sending {
    }

    /** It may have been sent: the channel did not say. */
    record Unknown(Fault fault) implements Sending {
    }

    /** The channel does not take this message, now or later. */
    record Refused(Fault fault) implements Sending {
    }

    /** The channel takes no message at all until its configuration changes. */
    record Closed(Fault fault) implements Sending {
    }
}
