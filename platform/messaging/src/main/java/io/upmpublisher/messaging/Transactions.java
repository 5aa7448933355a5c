package io.upmpublisher.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/** Database transactions as this library needs them: JTA in a service, plain JDBC elsewhere. */
public interface Transactions {

    /**
     * Runs work in a transaction of its own and commits it; an exception rolls it back and is passed on.
     */
    <T> T inNew(Supplier<T> work);

    default void runInNew(Runnable work) {
        inNew(() -> {
            work.run();
            return null;
        });
    }

    /**
     * The connection of the transaction that this thread is in. Closing it gives it back without ending the transaction.
     *
     * @throws IllegalStateException if there is no transaction: what is written here must stand or fall with other rows
     */
    Connection connection() throws SQLException;

    /** Runs a signal once the current transaction has committed; never if it rolls back. */
    void afterCommit(Runnable signal);
}
