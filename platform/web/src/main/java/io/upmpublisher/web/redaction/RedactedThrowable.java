package io.upmpublisher.web.redaction;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/** Stands in a log record for an exception whose message must not be printed as it is: the same trace, other words. */
final class RedactedThrowable extends Exception {

    private static final long serialVersionUID = 1;

    private RedactedThrowable(String text, @Nullable Throwable cause) {
        super(text, cause);
    }

    /** The exception itself where neither it nor its causes have anything to hide. */
    static Throwable of(Throwable thrown, UnaryOperator<String> clean) {
        // Each handler has its own filter, and they see the same record.
        if (thrown instanceof RedactedThrowable) {
            return thrown;
        }
        return needed(thrown, clean, Collections.newSetFromMap(new IdentityHashMap<>()))
                ? copy(thrown, clean, Collections.newSetFromMap(new IdentityHashMap<>()))
                : thrown;
    }

    private static boolean needed(@Nullable Throwable thrown, UnaryOperator<String> clean, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return false;
        }
        var text = thrown.toString();
        if (!clean.apply(text).equals(text) || needed(thrown.getCause(), clean, seen)) {
            return true;
        }
        for (var suppressed : thrown.getSuppressed()) {
            if (needed(suppressed, clean, seen)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Throwable copy(@Nullable Throwable thrown, UnaryOperator<String> clean, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return null;
        }
        var copy = new RedactedThrowable(clean.apply(thrown.toString()), copy(thrown.getCause(), clean, seen));
        copy.setStackTrace(thrown.getStackTrace());
        for (var suppressed : thrown.getSuppressed()) {
            var hidden = copy(suppressed, clean, seen);
            if (hidden != null) {
                copy.addSuppressed(hidden);
            }
        }
        return copy;
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
