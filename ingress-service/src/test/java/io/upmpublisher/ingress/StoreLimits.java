package io.upmpublisher.ingress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.StoreLimit;
import io.upmpublisher.messaging.Transactions;

/** Lets time pass for single rows, and keeps the service's limits then. */
@ApplicationScoped
public class StoreLimits {

    private final Transactions transactions;
    private final Instance<StoreLimit> limits;

    StoreLimits(Transactions transactions, @Any Instance<StoreLimit> limits) {
        this.transactions = transactions;
        this.limits = limits;
    }

    /** Until nothing is left to be removed: what one limit removes another may have waited for. */
    public void keep() {
        int removed;
        do {
            removed = limits.stream().mapToInt(limit -> transactions.inNew(() -> limit.remove(1_000))).sum();
        } while (removed > 0);
    }

    public void update(String sql, Object... parameters) {
        transactions.runInNew(() -> Sql.update(transactions, "prepare a test", sql, parameters));
    }

    /** Keeps the limits in a transaction that does something else before it ends. */
    public void keepAnd(Runnable beforeCommit) {
        transactions.runInNew(() -> {
            limits.forEach(limit -> limit.remove(1_000));
            beforeCommit.run();
        });
    }

    public boolean somebodyWaitsForALock() {
        return transactions.inNew(() -> Sql.query(transactions, "look for waiting sessions", row -> row.getLong(1),
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"))
                .getFirst() > 0;
    }
}
