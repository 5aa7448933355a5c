package io.upmpublisher.publisher.comparison;

import java.util.Locale;

/** How a version that a run would have published relates to what the registry has. */
enum Result {
    /** Nobody has asked the registry yet. */
    PENDING,
    SAME,
    DIFFERENT,
    MISSING,
    /** The registry has it, and it could not be compared. */
    UNPROVEN,
    /** The registry has it, and no run would have published it. */
    UNEXPECTED;

    /** Whether the registry is asked again: what is published under a version never changes. */
    boolean isOpen() {
        return switch (this) {
            case PENDING, MISSING, UNPROVEN -> true;
            case SAME, DIFFERENT, UNEXPECTED -> false;
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
