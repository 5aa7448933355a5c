package io.upmpublisher.ingress.database;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;

/** One transaction per call. What it throws while the database is away is answered with 503, as in every service. */
@ApplicationScoped
public class IngressDatabase {

    /** Does the work in a transaction of its own; an exception rolls it back. */
    public <T> T inTransaction(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(work::get);
    }

    public void runInTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return null;
        });
    }
}
