package io.upmpublisher.web.problem;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Tells a database that is away from a mistake of ours in using it. */
final class DatabaseOutage {

    /**
     * Connection lost, read-only after a failover, not let in, rolled back by the server, out of resources, not accepting,
     * shutting down, failing disk (https://www.postgresql.org/docs/current/errcodes-appendix.html): none is the caller's fault.
     */
    private static final Set<String> PASSING_STATES = Set.of("08", "25", "28", "3D", "40", "53", "55", "57", "58");

    private static final int MAX_DEPTH = 20;

    private DatabaseOutage() {
    }

    static boolean isBehind(@Nullable Throwable failure) {
        return isBehind(failure, MAX_DEPTH);
    }

    // The transaction manager keeps what a commit failed of as suppressed, not as the cause.
    private static boolean isBehind(@Nullable Throwable failure, int depth) {
        if (failure == null || depth == 0) {
            return false;
        }
        return switch (failure) {
            case SQLTransientException passing -> true;
            case SQLRecoverableException passing -> true;
            // The pool's own exceptions, as when no connection could be had in time, carry no state.
            case SQLException sql -> sql.getSQLState() == null
                    || sql.getSQLState().length() == 5 && PASSING_STATES.contains(sql.getSQLState().substring(0, 2));
            default -> isBehind(failure.getCause(), depth - 1)
                    || Stream.of(failure.getSuppressed()).anyMatch(suppressed -> isBehind(suppressed, depth - 1));
        };
    }
}
