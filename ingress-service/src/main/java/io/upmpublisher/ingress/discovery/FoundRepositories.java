package io.upmpublisher.ingress.discovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/**
 * What searches know of owners' repositories. Every method belongs into a transaction, which holds the search if it changes it.
 */
@ApplicationScoped
class FoundRepositories {

    private final Transactions transactions;

    FoundRepositories(Transactions transactions) {
        this.transactions = transactions;
    }

    /** @param earlier how many times it was begun before, and never done */
    record Begun(FoundRepository repository, int earlier) {
    }

    void add(UUID discovery, Collection<FoundRepository> listed) {
        listed.forEach(found -> Sql.update(transactions, "note a repository of an owner", """
                insert into discovered_repository (discovery, repository_key, repository, default_branch, archived, fork,
                                                   is_private, state, attempts, truncated, packages)
                values (?, ?, ?, ?, ?, ?, ?, 'LISTED', 0, false, '[]') on conflict do nothing
                """, discovery, found.repository().key(), found.repository().toString(), found.defaultBranch(),
                found.archived(), found.fork(), found.isPrivate()));
    }

    void record(UUID discovery, FoundRepository found) {
        Sql.update(transactions, "note what is in a repository", """
                update discovered_repository set state = ?, truncated = ?, packages = ?::jsonb, cause = ?
                 where discovery = ? and repository_key = ?
                """, found.state().name(), found.truncated(), DiscoveryJson.write(found.packages()), found.cause(), discovery,
                found.repository().key());
    }

    /** The next that was not looked at. That it was begun stays known, whatever becomes of the process. */
    Optional<Begun> beginNext(UUID discovery) {
        return Sql.query(transactions, "begin with a repository", row -> new Begun(repository(row), row.getInt("earlier")), """
                with next as materialized (
                    select repository_key, attempts as earlier from discovered_repository
                     where discovery = ? and state = 'LISTED' order by attempts, repository_key limit 1)
                update discovered_repository found set attempts = earlier + 1 from next
                 where found.discovery = ? and found.repository_key = next.repository_key
                returning found.*, next.earlier, null as registered_as
                """, discovery, discovery).stream().findFirst();
    }

    /** It was no fault of the repository that it was not done. */
    void uncount(UUID discovery, FoundRepository begun) {
        Sql.update(transactions, "let a repository be begun again", """
                update discovered_repository set attempts = attempts - 1
                 where discovery = ? and repository_key = ? and attempts > 0
                """, discovery, begun.repository().key());
    }

    boolean hasListed(UUID discovery) {
        return !Sql.query(transactions, "look whether a search is through", row -> row.getString("repository_key"),
                "select repository_key from discovered_repository where discovery = ? and state = 'LISTED' limit 1", discovery)
                .isEmpty();
    }

    /** Whether one was begun fewer times, and comes before those that were begun so often. */
    boolean hasListed(UUID discovery, int begunFewerThan) {
        return !Sql.query(transactions, "look whether another repository comes first", row -> row.getString("repository_key"),
                """
                        select repository_key from discovered_repository
                         where discovery = ? and state = 'LISTED' and attempts < ? limit 1
                        """, discovery, begunFewerThan).isEmpty();
    }

    DiscoveryView.Counts counts(UUID discovery) {
        return Sql.query(transactions, "count what was found",
                row -> new DiscoveryView.Counts(row.getInt("listed"), row.getInt("read"), row.getInt("unreadable"),
                        row.getInt("with_packages")),
                """
                        select count(*) as listed, count(*) filter (where state = 'READ') as read,
                               count(*) filter (where state = 'UNREADABLE') as unreadable,
                               count(*) filter (where packages <> '[]') as with_packages
                          from discovered_repository where discovery = ?
                        """, discovery).getFirst();
    }

    /** In the order of the keys, those after the given one. */
    List<FoundRepository> found(UUID discovery, String after, int limit, boolean onlyWithPackages) {
        return Sql.query(transactions, "list what was found", FoundRepositories::repository, """
                select found.*, lower(registration.status) as registered_as from discovered_repository found
                  left join registration using (repository_key)
                 where discovery = ? and found.repository_key > ? and (not ? or packages <> '[]')
                 order by found.repository_key limit ?
                """, discovery, after, onlyWithPackages, limit);
    }

    Optional<FoundRepository> found(UUID discovery, RepositoryName repository) {
        return Sql.query(transactions, "find a repository of a search", FoundRepositories::repository, """
                select found.*, null as registered_as from discovered_repository found
                 where discovery = ? and repository_key = ?
                """, discovery, repository.key()).stream().findFirst();
    }

    private static FoundRepository repository(ResultSet row) throws SQLException {
        return new FoundRepository(RepositoryName.parse(row.getString("repository")),
                Optional.ofNullable(row.getString("default_branch")), row.getBoolean("archived"), row.getBoolean("fork"),
                row.getBoolean("is_private"), FoundRepository.State.valueOf(row.getString("state")),
                row.getBoolean("truncated"), DiscoveryJson.packages(row.getString("packages")),
                Optional.ofNullable(row.getString("cause")), Optional.ofNullable(row.getString("registered_as")));
    }
}
