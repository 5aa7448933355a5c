package io.upmpublisher.messaging.inbox;

import java.util.Locale;

/** How an attempt at an event ended. */
public enum AttemptEnd {
    DONE,
    /** It failed, and is tried again. */
    RETRIED,
    /** It waits for a person or for its time; no attempt was used up. */
    POSTPONED,
    DEAD,
    /** Somebody else had taken over. */
    LOST_CLAIM,
    /** It was cut off, or its end could not be written down: it is done again when its lease ends. */
    UNRECORDED;

    /** As metrics name it. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
