package io.upmpublisher.messaging.effect;

import java.util.Locale;

/** Where an effect stands. */
enum State {
    /** Asked for; certainly not there. */
    PLANNED,
    /** An attempt was begun and its end is not recorded: it may be there. */
    ATTEMPTING,
    DONE,
    /** Refused for good by the world. Another request may ask anew. */
    FAILED,
    /** The attempt ended without a word on whether it is there. */
    UNKNOWN;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
