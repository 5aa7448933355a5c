package io.upmpublisher.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;

/** Joins the transactions of the service's own code, Hibernate's included. */
@ApplicationScoped
class JtaTransactions implements Transactions {

    private final AgroalDataSource dataSource;
    private final TransactionSynchronizationRegistry registry;

    JtaTransactions(AgroalDataSource dataSource, TransactionSynchronizationRegistry registry) {
        this.dataSource = dataSource;
        this.registry = registry;
    }

    @Override
    public <T> T inNew(Supplier<T> work) {
        try {
            return QuarkusTransaction.requiringNew().call(work::get);
        } catch (QuarkusTransactionException e) {
            throw new MessagingException("could not begin or commit a transaction", e);
        }
    }

    @Override
    public Connection connection() throws SQLException {
        if (!QuarkusTransaction.isActive()) {
            throw new IllegalStateException("events and inbox entries are written inside a transaction only");
        }
        return dataSource.getConnection();
    }

    @Override
    public void afterCommit(Runnable signal) {
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Nothing is to be done before.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    signal.run();
                }
            }
        });
    }
}
