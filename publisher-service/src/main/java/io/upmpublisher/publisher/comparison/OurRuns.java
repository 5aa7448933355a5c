package io.upmpublisher.publisher.comparison;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.publisher.comparison.ComparisonQueue.Claim;
import io.upmpublisher.publisher.decision.PackagePlanner;
import io.upmpublisher.publisher.registry.RegistryCode;

/** What runs in plan mode said of a version that somebody else has published. */
@ApplicationScoped
class OurRuns {

    private static final Set<String> WOULD_HAVE = Set.of(PackagePlanner.PLAN_MODE, RegistryCode.VERSION_EXISTS.name(),
            RegistryCode.VERSION_EXISTS_OTHER_CONTENT.name());

    private final Transactions transactions;

    OurRuns(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * @param commit empty if it could not be resolved
     * @param path empty of a run that did not come to its packages, as are code and cause while it is not finished
     */
    record OurRun(UUID id, Optional<CommitId> commit, Optional<String> path, Optional<String> code, Optional<String> cause,
            Optional<String> remedy, Optional<String> integrity, Instant requestedAt) {

        /** Whether nothing but that the version was there kept the run from publishing it, as far as it looked. */
        boolean wouldHavePublished() {
            return commit.isPresent() && path.isPresent() && code.filter(WOULD_HAVE::contains).isPresent();
        }

        private static OurRun read(ResultSet row) throws SQLException {
            return new OurRun(row.getObject("run_id", UUID.class),
                    Optional.ofNullable(row.getString("commit_id")).map(CommitId::of),
                    Optional.ofNullable(row.getString("path")), Optional.ofNullable(row.getString("code")),
                    Optional.ofNullable(row.getString("cause")), Optional.ofNullable(row.getString("remedy")),
                    Optional.ofNullable(row.getString("integrity")),
                    row.getObject("requested_at", OffsetDateTime.class).toInstant());
        }
    }

    /**
     * The run that the other system published the version from, if the registry tells of its commit; else the first that came
     * across the version, for later ones differ as a matter of course.
     */
    Optional<OurRun> of(Claim claim, SemVersion version, Optional<String> gitHead) {
        return transactions.inNew(() -> Sql.query(transactions, "find the run of a version", OurRun::read, """
                select run.run_id, run.commit_id, package.path, package.code, package.report ->> 'cause' as cause,
                       package.report ->> 'remedy' as remedy, package.report ->> 'integrity' as integrity, run.requested_at
                  from run_package package join run using (run_id)
                 where package.name = ? and split_part(package.package_version, '+', 1) = ?
                   and lower(run.repository) = ? and run.registry = ? and run.requested_at >= ?
                 order by (run.commit_id = ?) is true desc, run.requested_at limit 1
                """, claim.name().value(), version.toString(), claim.key(), claim.registry(), at(claim.beganAt()),
                gitHead.filter(CommitId::isFull))).stream().findFirst();
    }

    /** The last run that was asked for before something was published, if it did not come to its packages, or not yet. */
    Optional<OurRun> unfinishedBefore(Claim claim, Instant published) {
        return transactions.inNew(() -> Sql.query(transactions, "find the run before a version", OurRun::read, """
                select run_id, commit_id, null as path, failure ->> 'code' as code, failure ->> 'cause' as cause,
                       failure ->> 'remedy' as remedy, null as integrity, requested_at
                  from (select * from run
                         where lower(repository) = ? and registry = ? and requested_at between ? and ?
                         order by requested_at desc limit 1) last
                 where failure is not null or finished_at is null
                """, claim.key(), claim.registry(), at(claim.beganAt()), at(published))).stream().findFirst();
    }

    /** Whether a run of the repository is not finished, so that nobody knows yet what it has published. */
    boolean areAtWork(Claim claim) {
        return !transactions.inNew(() -> Sql.query(transactions, "find runs at work", row -> row.getString("repository"), """
                select repository from run
                 where lower(repository) = ? and registry = ? and requested_at >= ? and finished_at is null limit 1
                """, claim.key(), claim.registry(), at(claim.beganAt()))).isEmpty();
    }

    /** Whether this very system has published the version, before the repository was in plan mode or for another. */
    boolean havePublished(Claim claim, SemVersion version) {
        return !transactions.inNew(() -> Sql.query(transactions, "find who published a version", row -> row.getString("path"),
                """
                        select package.path from run_package package join run using (run_id)
                         where package.name = ? and split_part(package.package_version, '+', 1) = ? and package.outcome = 'PUBLISHED'
                           and run.registry = ?
                         limit 1
                        """,
                claim.name().value(), version.toString(), claim.registry())).isEmpty();
    }

    /** Whether a run of another repository in plan mode would have published the version, as of a package that was moved. */
    boolean anotherWouldHave(Claim claim, SemVersion version) {
        return !transactions.inNew(() -> Sql.query(transactions, "find another repository of a version",
                row -> row.getString("path"), """
                        select package.path from run_package package join run using (run_id)
                         where package.name = ? and split_part(package.package_version, '+', 1) = ? and package.code = any(?)
                           and run.registry = ? and lower(run.repository) <> ? and run.requested_at >= ?
                         limit 1
                        """,
                claim.name().value(), version.toString(), WOULD_HAVE.toArray(String[]::new), claim.registry(), claim.key(),
                at(claim.beganAt()))).isEmpty();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
