package io.upmpublisher.ingress.request;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.upmpublisher.events.RepositoryName;

@ApplicationScoped
class AcceptedRequestRepository implements PanacheRepositoryBase<AcceptedRequest, UUID> {

    /**
     * The next place in the repository's order. The row stays locked until the transaction ends: a number is given to somebody
     * else only when it is certain that this one is used, and a rollback leaves no gap.
     */
    long nextSequence(RepositoryName repository) {
        var next = getEntityManager().createNativeQuery("""
                insert into repository_sequence (repository_key, last) values (:repository, 1)
                on conflict (repository_key) do update set last = repository_sequence.last + 1
                returning last
                """, Long.class).setParameter("repository", repository.key()).getSingleResult();
        return (Long) next;
    }
}
