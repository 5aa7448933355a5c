package io.upmpublisher.publisher.comparison;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.Signal;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.publisher.registry.RegistryCode;

/** When the registry is to be asked about each package next. Every method belongs into a transaction. */
@ApplicationScoped
class ComparisonQueue {

    private final Transactions transactions;
    private final Clock clock;
    private final Signal signal = new Signal();

    ComparisonQueue(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A look under way.
     *
     * @param beganAt from when on what is published counts
     * @param attempts how often in a row something was left open
     * @param watched whether what appears of it is looked for
     */
    record Claim(RepositoryName repository, String registry, Instant beganAt, PackageName name, UUID token, int attempts,
            boolean watched) {

        String key() {
            return repository.key();
        }

        private static Claim read(ResultSet row) throws SQLException {
            return new Claim(RepositoryName.parse(row.getString("repository")), row.getString("registry"),
                    row.getObject("began_at", OffsetDateTime.class).toInstant(), PackageName.of(row.getString("name")),
                    row.getObject("claim", UUID.class), row.getInt("attempts"), row.getBoolean("watched"));
        }
    }

    /** Raised when something may be due. */
    Signal signal() {
        return signal;
    }

    Optional<Claim> claimDue(Duration lease) {
        return Sql.query(transactions, "claim a package to compare", Claim::read, """
                with due as materialized (
                    select package.repository_key, package.name
                      from comparison_package package join comparison using (repository_key)
                     where package.due_at <= ? and comparison.ended_at is null
                     order by package.due_at limit 1 for update of package skip locked)
                update comparison_package claimed
                   set due_at = ?, claim = ?, again_at = case when again_at > ? then again_at end
                  from due, comparison
                 where claimed.repository_key = due.repository_key and claimed.name = due.name
                   and comparison.repository_key = due.repository_key
                returning comparison.repository, comparison.registry, comparison.began_at, claimed.name, claimed.claim,
                    claimed.attempts, claimed.watched
                """, in(Duration.ZERO), in(lease), UUID.randomUUID(), in(Duration.ZERO)).stream().findFirst();
    }

    /** Keeps the claim from being lost until the transaction ends; false if it is lost. */
    boolean holds(Claim claim) {
        return !Sql.query(transactions, "check a claim", row -> row.getString("name"),
                "select name from comparison_package where repository_key = ? and name = ? and claim = ? for update",
                claim.key(), claim.name().value(), claim.token()).isEmpty();
    }

    /**
     * The look that somebody wished for meanwhile comes as early as it was wished for, unless the registry was asked too often.
     *
     * @param problem why nothing was found out
     * @param isOpen whether something waits for the next look
     * @param isTimeless whether the registry does not say when versions were published
     */
    void finish(Claim claim, Optional<Fault> problem, boolean isOpen, boolean isTimeless, Duration nextAfter) {
        var isLimited = problem.filter(fault -> fault.code().equals(RegistryCode.REGISTRY_RATE_LIMITED.name())).isPresent();
        Sql.update(transactions, "note a look at a package", """
                update comparison_package
                   set claim = null, again_at = null, looked_at = ?, problem = ?::jsonb, timeless = ?,
                       attempts = case when again_at is null then ? else attempts end,
                       due_at = case when ? then ? else least(?, again_at) end
                 where repository_key = ? and name = ? and claim = ?
                """, in(Duration.ZERO), problem.map(StoredParts::write), isTimeless, isOpen ? claim.attempts() + 1 : 0,
                isLimited, in(nextAfter), in(nextAfter), claim.key(), claim.name().value(), claim.token());
    }

    void release(Claim claim) {
        Sql.update(transactions, "give a look at a package back", """
                update comparison_package set due_at = ?, claim = null where repository_key = ? and name = ? and claim = ?
                """, in(Duration.ZERO), claim.key(), claim.name().value(), claim.token());
    }

    /** Has a repository's packages looked at now that were not for a while, unless the registry wants to be left alone. */
    void bringForward(RepositoryName repository, Duration freshFor) {
        var moved = Sql.update(transactions, "have packages compared",
                """
                        with old as materialized (
                            select package.repository_key, package.name
                              from comparison_package package join comparison using (repository_key)
                             where package.repository_key = ? and comparison.ended_at is null and package.claim is null
                               and package.due_at > ? and package.due_at < 'infinity' and (package.looked_at is null or package.looked_at < ?)
                               and (package.problem is null or package.problem ->> 'code' <> 'REGISTRY_RATE_LIMITED')
                               for update of package skip locked)
                        update comparison_package set due_at = ? from old
                         where comparison_package.repository_key = old.repository_key and comparison_package.name = old.name
                        """,
                repository.key(), in(Duration.ZERO), in(freshFor.negated()), in(Duration.ZERO));
        if (moved > 0) {
            transactions.afterCommit(signal::raise);
        }
    }

    private OffsetDateTime in(Duration time) {
        return clock.instant().plus(time).atOffset(ZoneOffset.UTC);
    }
}
