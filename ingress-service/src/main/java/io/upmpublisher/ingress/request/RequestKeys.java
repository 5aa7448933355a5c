package io.upmpublisher.ingress.request;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RunId;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/**
 * Repository, commit and package set of what was accepted: whoever asks for the same again gets nothing twice.
 * <p>
 * The set is one manifest or the whole commit. A push asks for what changed, the workflow that forwards it for everything; as
 * nothing is published twice, both come to the same, and count as such.
 */
@ApplicationScoped
class RequestKeys {

    private static final String WHOLE_COMMIT = "*";

    private final Transactions transactions;
    private final Clock clock;

    RequestKeys(Transactions transactions, Clock clock) {
        this.transactions = transactions;
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
        var occupied = Sql.update(transactions, "occupy the key of a request", """
                insert into request_key (repository_key, commit_id, scope, run, occupied_at) values (?, ?, ?, ?, ?)
                on conflict on constraint request_key_pkey do nothing
                """, draft.repository().key(), commit.get().value(), scope, run.value(),
                clock.instant().atOffset(ZoneOffset.UTC));
        // It may be freed in between.
        return occupied == 1 ? Optional.empty()
                : holder(draft.repository(), commit.get(), scope).or(() -> occupy(draft, run));
    }

    void free(RunId run) {
        Sql.update(transactions, "free the key of a request", "delete from request_key where run = ?", run.value());
    }

    private Optional<RunId> holder(RepositoryName repository, CommitId commit, String scope) {
        return Sql.query(transactions, "find who holds the key of a request", row -> row.getObject("run", UUID.class),
                "select run from request_key where repository_key = ? and commit_id = ? and scope = ?", repository.key(),
                commit.value(), scope).stream().findFirst().map(RunId::new);
    }
}
