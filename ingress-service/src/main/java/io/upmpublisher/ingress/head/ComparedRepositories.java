package io.upmpublisher.ingress.head;

import static io.upmpublisher.ingress.head.BranchHeads.at;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/**
 * The table {@code compared_repository}. Replicas share the work: who takes a row moves its next time ahead, and is not waited
 * for. Every method is a transaction.
 */
@ApplicationScoped
class ComparedRepositories {

    private final Transactions transactions;

    ComparedRepositories(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Begins with those of them that are new, at once; forgets what is not among them. */
    void compareOnly(Collection<RepositoryName> repositories, Instant now) {
        var names = repositories.stream().map(RepositoryName::toString).toArray(String[]::new);
        var keys = repositories.stream().map(RepositoryName::key).toArray(String[]::new);
        transactions.runInNew(() -> {
            Sql.update(transactions, "begin to compare repositories", """
                    insert into compared_repository (repository_key, repository, next_at)
                    select lower(name), name, ? from unnest(?) as name on conflict do nothing
                    """, at(now), names);
            Sql.update(transactions, "cease to compare repositories",
                    "delete from compared_repository where repository_key <> all (?)", (Object) keys);
        });
    }

    /** Takes those that have been due for the longest time. */
    List<RepositoryName> claimDue(Instant now, Instant next, int atMost) {
        return transactions.inNew(() -> Sql.query(transactions, "claim repositories to compare",
                row -> RepositoryName.parse(row.getString(1)), """
                        update compared_repository set next_at = ? where repository_key in (
                            select repository_key from compared_repository where next_at <= ?
                             order by next_at limit ? for update skip locked)
                        returning repository
                        """, at(next), at(now), atMost));
    }

    /** Which branches were asked for when it was compared the last time; none if it never was. */
    List<String> patternsOf(RepositoryName repository) {
        return transactions.inNew(() -> Sql.query(transactions, "read which branches were compared", row -> row.getString(1),
                "select unnest(patterns) from compared_repository where repository_key = ?", repository.key()));
    }

    /**
     * @param flaw why not all of its branches were, a sentence
     */
    void compared(RepositoryName repository, Collection<String> patterns, Optional<String> flaw, Instant now, Instant next) {
        transactions.runInNew(() -> Sql.update(transactions, "note that a repository was compared", """
                update compared_repository set compared_at = ?, patterns = ?, failure = ?, next_at = ?
                 where repository_key = ?
                """, at(now), patterns.toArray(String[]::new), flaw, at(next), repository.key()));
    }

    /**
     * @param failure a sentence
     */
    void failed(RepositoryName repository, String failure, Instant next) {
        transactions.runInNew(() -> Sql.update(transactions, "note why a repository could not be compared",
                "update compared_repository set failure = ?, next_at = ? where repository_key = ?", failure, at(next),
                repository.key()));
    }

    Count count() {
        return transactions.inNew(() -> Sql.query(transactions, "count the compared repositories",
                row -> new Count(row.getInt(1), row.getInt(2), row.getInt(3)), """
                        select count(*), count(*) filter (where failure is not null),
                               (select count(*) from branch_head where differing is not null)
                          from compared_repository
                        """).getFirst());
    }

    Optional<String> aFailure() {
        return transactions.inNew(() -> Sql.query(transactions, "look for a repository that could not be compared",
                row -> row.getString(1), """
                        select failure from compared_repository where failure is not null order by repository_key limit 1
                        """).stream().findFirst());
    }

    record Count(int repositories, int failed, int differing) {
    }
}
