package io.upmpublisher.ingress.request;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RunId;

/**
 * Repository, commit and package set of what was accepted: whoever asks for the same again gets nothing twice.
 * <p>
 * The set is one manifest or the whole commit. A push asks for what changed, the workflow that forwards it for everything; as
 * nothing is published twice, both come to the same, and count as such.
 */
@ApplicationScoped
class RequestKeys {

    private static final String WHOLE_COMMIT = "*";

    private final EntityManager entities;
    private final Clock clock;

    RequestKeys(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * Occupies the draft's key for the run. Of two transactions that try at once, one waits for the other.
     *
     * @return the run that has it already, if one does; a request for a branch has no key, as branches move
     */
    Optional<RunId> occupy(RequestDraft draft, RunId run) {
        var commit = draft.commit().commit();
        if (commit.isEmpty()) {
            return Optional.empty();
        }
        var scope = draft.packages().path().orElse(WHOLE_COMMIT);
        var occupied = entities.createNativeQuery("""
                insert into request_key (repository_key, commit_id, scope, run, occupied_at)
                values (:repository, :commit, :scope, :run, :now)
                on conflict on constraint request_key_pkey do nothing
                """).setParameter("repository", draft.repository().key()).setParameter("commit", commit.get().value())
                .setParameter("scope", scope).setParameter("run", run.value()).setParameter("now", clock.instant())
                .executeUpdate();
        return occupied == 1 ? Optional.empty() : holder(draft.repository(), commit.get(), scope);
    }

    void free(RunId run) {
        entities.createNativeQuery("delete from request_key where run = :run").setParameter("run", run.value())
                .executeUpdate();
    }

    private Optional<RunId> holder(RepositoryName repository, CommitId commit, String scope) {
        return Optional.of(new RunId((UUID) entities.createNativeQuery("""
                select run from request_key
                 where repository_key = :repository and commit_id = :commit and scope = :scope
                """, UUID.class).setParameter("repository", repository.key()).setParameter("commit", commit.value())
                .setParameter("scope", scope).getSingleResult()));
    }
}
