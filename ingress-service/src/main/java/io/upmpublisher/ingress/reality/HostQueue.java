package io.upmpublisher.ingress.reality;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.Signal;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/** When the git host is asked about each repository. Every method but {@link #signal} belongs into a transaction. */
@ApplicationScoped
public class HostQueue {

    private final Transactions transactions;
    private final Clock clock;
    private final Signal signal = new Signal();

    HostQueue(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A question under way.
     *
     * @param attempts how often in a row it did not lead to an answer before
     * @param probeIsOld whether the publisher has not told for long how it reads the repository
     */
    public record Claim(RepositoryName repository, UUID token, int attempts, boolean probeIsOld) {
    }

    /** Raised when something may be due. */
    public Signal signal() {
        return signal;
    }

    public void raiseAfterCommit() {
        transactions.afterCommit(signal::raise);
    }

    /**
     * @param oldAfter how old a probe is that is worth another
     */
    public Optional<Claim> claimDue(Duration lease, Duration oldAfter) {
        var old = at(clock.instant().minus(oldAfter));
        return Sql.query(transactions, "claim a repository to ask about",
                row -> new Claim(RepositoryName.parse(row.getString("repository")), row.getObject("claim", UUID.class),
                        row.getInt("attempts"), row.getBoolean("probe_is_old")),
                """
                        with due as materialized (
                            select repository_key from repository_reality where due_at <= ?
                             order by due_at limit 1 for update skip locked)
                        update repository_reality reality set due_at = ?, claim = ? from due
                         where reality.repository_key = due.repository_key
                        returning repository, claim, attempts, coalesce(probed_at, created_at) < ? as probe_is_old
                        """, at(clock.instant()), at(clock.instant().plus(lease)), UUID.randomUUID(), old).stream()
                .findFirst();
    }

    /**
     * @return false if the answer counts for nothing, because it was to be asked anew in the meantime
     */
    public boolean finish(Claim claim, boolean answered, Duration nextAfter) {
        return Sql.update(transactions, "note that a git host was asked", """
                update repository_reality set due_at = ?, attempts = ?, claim = null where repository_key = ? and claim = ?
                """, at(clock.instant().plus(nextAfter)), answered ? 0 : claim.attempts() + 1, claim.repository().key(),
                claim.token()) == 1;
    }

    /** Now, whatever was planned. */
    public void due(RepositoryName repository) {
        Sql.update(transactions, "note that a repository is to be asked about",
                "update repository_reality set due_at = ?, attempts = 0, claim = null where repository_key = ?",
                at(clock.instant()), repository.key());
        raiseAfterCommit();
    }

    private static OffsetDateTime at(java.time.Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
