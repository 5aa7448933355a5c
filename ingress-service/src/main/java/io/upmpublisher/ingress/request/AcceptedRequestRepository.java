package io.upmpublisher.ingress.request;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

@ApplicationScoped
class AcceptedRequestRepository implements PanacheRepositoryBase<AcceptedRequest, UUID> {

    private final Transactions transactions;

    AcceptedRequestRepository(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * The next place in the repository's order. The row stays locked until the transaction ends: a number is given to somebody
     * else only when it is certain that this one is used, and a rollback leaves no gap.
     */
    long nextSequence(RepositoryName repository) {
        return Sql.query(transactions, "take the next place in a repository's order", row -> row.getLong("last"), """
                insert into repository_sequence (repository_key, last) values (?, 1)
                on conflict (repository_key) do update set last = repository_sequence.last + 1
                returning last
                """, repository.key()).getFirst();
    }
}
