package io.upmpublisher.web.problem;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Tells a database that is away from a mistake of ours in using it. */
final class DatabaseOutage {

    /**
     * Connection lost, read-only after a failover, not let in, rolled back by the server, out of resources, not accepting,
     * shutting down, failing disk (https://www.postgresql.org/docs/current/errcodes-appendix.html): none is the caller's fault.
     */
    private static final Set<String> PASSING_STATES = Set.of("08", "25", "28", "3D", "40", "53", "55", "57", "58");

    private DatabaseOutage() {
    }

    static boolean isBehind(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException || cause instanceof SQLRecoverableException) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                // The pool's own exceptions, as when no connection could be had in time, carry no state.
                return sql.getSQLState() == null
                        || sql.getSQLState().length() == 5 && PASSING_STATES.contains(sql.getSQLState().substring(0, 2));
            }
        }
        return false;
    }
}
