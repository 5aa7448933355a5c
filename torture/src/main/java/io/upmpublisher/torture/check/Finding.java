package io.upmpublisher.torture.check;

/**
 * Something that is not as it should be.
 *
 * @param about what it befell, as in {@code com.studio.core@1.2.3}
 */
public record Finding(Kind kind, String about, String what) {

    /** How bad it is. */
    public enum Kind {
        /** Accepted, and an effect of it is missing. */
        LOST,
        /** An effect that happened more than once, or that nobody asked for. */
        DUPLICATE,
        /** An effect of which the product itself says that nobody can tell. */
        UNKNOWN,
        /** Anything else that the product promises and did not keep. */
        BROKEN
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + ": " + about + ": " + what;
    }
}
