package io.upmpublisher.publisher.comparison;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/**
 * Which packages of a repository the registry is asked about. Every method belongs into a transaction that holds the
 * comparison: whoever locks several packages at once does so alone.
 */
@ApplicationScoped
class WatchedPackages {

    private final ComparisonQueue queue;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration firstDelay;

    WatchedPackages(ComparisonQueue queue, Transactions transactions, Clock clock, ComparisonConfig config) {
        this.queue = queue;
        this.transactions = transactions;
        this.clock = clock;
        this.firstDelay = config.firstDelay();
    }

    /** Those that a look found; known ones are looked at when they are due anyway. */
    void found(RepositoryName repository, Collection<PackageName> packages) {
        watch(repository, packages, Duration.ZERO);
    }

    /**
     * A run has decided about them; the old system may take a while to publish.
     *
     * @param expected those of which the run would have published a version; of the others only what is open is looked at again
     */
    void planned(RepositoryName repository, Collection<PackageName> packages, Collection<PackageName> expected) {
        watch(repository, packages, firstDelay);
        // A look under way keeps its lease. Who asked the registry too often waits as long as it wants.
        Sql.update(transactions, "have packages compared after a run", """
                with stirred as materialized (
                    select repository_key, name from comparison_package package
                     where repository_key = ? and name = any(?) and (name = any(?) or exists (
                           select from comparison_version version
                            where version.repository_key = package.repository_key and version.name = package.name
                              and version.result not in ('SAME', 'DIFFERENT')))
                       for update)
                update comparison_package package
                   set attempts = 0, again_at = case when claim is not null then least(again_at, ?) end,
                       due_at = case when claim is not null or problem ->> 'code' = 'REGISTRY_RATE_LIMITED' then due_at
                                else least(due_at, ?) end
                  from stirred
                 where package.repository_key = stirred.repository_key and package.name = stirred.name
                """, repository.key(), names(packages), names(expected), in(firstDelay), in(firstDelay));
    }

    /** Those are nobody's to publish, or not ours: what appears of them is not unexpected. */
    void passedOver(RepositoryName repository, Collection<PackageName> packages) {
        Sql.update(transactions, "forget packages that are not published", """
                delete from comparison_package package where repository_key = ? and name = any(?) and not exists (
                    select from comparison_version version
                     where version.repository_key = package.repository_key and version.name = package.name)
                """, repository.key(), names(packages));
        Sql.update(transactions, "leave packages alone that are not published", """
                update comparison_package set watched = false where repository_key = ? and name = any(?) and watched
                """, repository.key(), names(packages));
    }

    /** The repository has no others any more: what appears of them comes from elsewhere. */
    void onlyThose(RepositoryName repository, Collection<PackageName> packages) {
        Sql.update(transactions, "leave packages alone that have gone", """
                update comparison_package set watched = false where repository_key = ? and watched and name <> all(?)
                """, repository.key(), names(packages));
    }

    private void watch(RepositoryName repository, Collection<PackageName> packages, Duration delay) {
        Sql.update(transactions, "note packages to compare", """
                insert into comparison_package as package (repository_key, name, due_at, attempts)
                select ?, name, ?, 0 from unnest(?) as name
                on conflict on constraint comparison_package_pk do update set watched = true where not package.watched
                """, repository.key(), in(delay), names(packages));
        transactions.afterCommit(queue.signal()::raise);
    }

    private static String[] names(Collection<PackageName> packages) {
        return packages.stream().map(PackageName::value).distinct().toArray(String[]::new);
    }

    private OffsetDateTime in(Duration time) {
        return clock.instant().plus(time).atOffset(ZoneOffset.UTC);
    }
}
