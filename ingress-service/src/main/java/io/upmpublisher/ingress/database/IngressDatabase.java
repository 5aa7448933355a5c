package io.upmpublisher.ingress.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.upmpublisher.web.problem.Problem;

/**
 * One transaction per call. A database that is away is told to the caller as such: a sender that reads 503 knows that nothing
 * was stored and that it may come again.
 */
@ApplicationScoped
public class IngressDatabase {

    private static final Logger LOG = Logger.getLogger(IngressDatabase.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    /**
     * Connection lost, read-only after a failover, not let in, rolled back by the server, out of resources, not accepting,
     * shutting down, failing disk (https://www.postgresql.org/docs/current/errcodes-appendix.html): none is the caller's fault.
     */
    private static final Set<String> PASSING_STATES = Set.of("08", "25", "28", "3D", "40", "53", "55", "57", "58");

    /** Does the work in a transaction of its own; an exception rolls it back. */
    public <T> T inTransaction(Supplier<T> work) {
        try {
            return QuarkusTransaction.requiringNew().call(work::get);
        } catch (Problem answer) {
            throw answer;
        } catch (RuntimeException e) {
            if (isOutage(e)) {
                LOG.warn("the database did not take a request; it was refused with 503 and nothing of it was stored", e);
                throw Problem.unavailable("The database cannot be reached; nothing was stored.", RETRY_AFTER);
            }
            throw e;
        }
    }

    public void runInTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return null;
        });
    }

    static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
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
