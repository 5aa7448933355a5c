package io.upmpublisher.messaging;

import java.util.Optional;
import java.util.UUID;

/** The event that this thread is working on. */
public record Causation(UUID event) {

    private static final ScopedValue<Causation> CURRENT = ScopedValue.newInstance();

    public static Optional<Causation> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Runs work that this event led to. */
    public static <X extends Exception> void where(UUID event, ScopedValue.CallableOp<Void, X> work) throws X {
        ScopedValue.where(CURRENT, new Causation(event)).call(work);
    }
}
