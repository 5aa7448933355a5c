package io.upmpublisher.changelog.run;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.StoreLimit;
import io.upmpublisher.messaging.Transactions;

/** How long entries are kept, and the commits that versions were published from. */
@ApplicationScoped
class EntryLimits {

    /**
     * The next version's commits are those since one of the last, which may be years old: so many of a package are kept at any
     * age. Maintenance lines go on from older ones; where such a one is gone, its commit is looked for in the manifest's
     * history.
     */
    private static final int NEWEST_VERSIONS = 100;

    private final Transactions transactions;
    private final Clock clock;
    private final Duration keep;

    EntryLimits(Transactions transactions, Clock clock, EntryConfig config) {
        this.transactions = transactions;
        this.clock = clock;
        this.keep = config.keep();
    }

    @Produces
    StoreLimit entries() {
        return new StoreLimit("changelog entries", keep, this::removeEntries);
    }

    @Produces
    StoreLimit versions() {
        return new StoreLimit("published versions", keep, this::removeVersions);
    }

    // Whatever is tried again must write what was drafted at first, for as long as it is tried.
    private int removeEntries(Duration olderThan, int atMost) {
        return Sql.update(transactions, "purge changelog entries", """
                with old as materialized (
                    select id from changelog_entry where drafted_at < ? and %s
                     order by drafted_at limit ? for update skip locked)
                delete from changelog_entry using old where changelog_entry.id = old.id
                """.formatted(StoreLimit.NO_OPEN_WORK), before(olderThan), olderThan, atMost);
    }

    // Whoever publishes a version again meanwhile makes it young, which the second look at the age sees under the lock.
    // Looks through the whole table, seconds at two million rows: 400 days of 5,000 publishes. To go by package was far slower.
    private int removeVersions(Duration olderThan, int atMost) {
        return Sql.update(transactions, "purge published versions", """
                with ranked as (
                    select repository_key, name, package_version, recorded_at,
                           row_number() over (partition by repository_key, name order by recorded_at desc) as place
                      from published_version
                ), old as materialized (
                    select repository_key, name, package_version from published_version
                     where (repository_key, name, package_version) in (
                               select repository_key, name, package_version from ranked where place > ? and recorded_at < ?)
                       and recorded_at < ?
                     limit ? for update skip locked)
                delete from published_version version using old
                 where version.repository_key = old.repository_key and version.name = old.name
                   and version.package_version = old.package_version
                """, NEWEST_VERSIONS, before(olderThan), before(olderThan), atMost);
    }

    private OffsetDateTime before(Duration age) {
        return clock.instant().minus(age).atOffset(ZoneOffset.UTC);
    }
}
