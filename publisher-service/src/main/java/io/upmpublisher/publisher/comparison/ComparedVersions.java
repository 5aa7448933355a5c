package io.upmpublisher.publisher.comparison;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.publisher.comparison.ComparisonQueue.Claim;
import io.upmpublisher.publisher.comparison.OurRuns.OurRun;

/** What is known of versions, as looks find it out: each is written as soon as it is known, and only by who holds the claim. */
@ApplicationScoped
class ComparedVersions {

    private final ComparisonQueue queue;
    private final MeterRegistry meters;
    private final Transactions transactions;
    private final Clock clock;

    ComparedVersions(ComparisonQueue queue, MeterRegistry meters, Transactions transactions, Clock clock) {
        this.queue = queue;
        this.meters = meters;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Another look, or the end of plan mode, has overtaken this one: what it finds counts for nothing. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken(Claim claim) {
            super("another look at " + claim.name() + " of " + claim.repository() + " was begun", null, false, false);
        }
    }

    /**
     * Those that the registry is asked for: first what was never looked at, so that a slow one does not keep the others away.
     */
    List<Expected> open(Claim claim) {
        return transactions.inNew(() -> Sql.query(transactions, "read versions to compare",
                row -> new Expected(SemVersion.parse(row.getString("package_version")), CommitId.of(row.getString("commit_id")),
                        row.getString("path"), Optional.ofNullable(row.getString("integrity"))),
                """
                        select package_version, commit_id, path, integrity from comparison_version
                         where repository_key = ? and name = ? and result in ('PENDING', 'MISSING', 'UNPROVEN')
                         order by looked_at nulls first, noted_at
                        """, claim.key(), claim.name().value()));
    }

    Map<SemVersion, Result> all(Claim claim) {
        return transactions.inNew(() -> Sql.query(transactions, "read compared versions",
                row -> Map.entry(SemVersion.parse(row.getString("package_version")), Result.valueOf(row.getString("result"))),
                "select package_version, result from comparison_version where repository_key = ? and name = ?",
                claim.key(), claim.name().value())).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Notes what was found out of an expected version. */
    void note(Claim claim, SemVersion version, Finding finding) {
        asHolder(claim, () -> {
            Sql.update(transactions, "note a comparison", """
                    update comparison_version
                       set result = ?, published_at = ?, looked_at = ?, code = ?, cause = ?, remedy = ?, files = ?::jsonb
                     where repository_key = ? and name = ? and package_version = ?
                    """, finding.result().name(), finding.publishedAt().map(ComparedVersions::at), now(), finding.code(),
                    finding.cause(), finding.remedy(), finding.files().map(StoredParts::write), claim.key(),
                    claim.name().value(), version.toString());
            if (!finding.result().isOpen()) {
                count(finding.result());
            }
        });
    }

    /**
     * Notes a version that a run saw too late to be the one that publishes it: it would have been, without the other system.
     * One
     * that a run expects meanwhile stays as it is.
     */
    void adopt(Claim claim, Expected expected, OurRun run) {
        asHolder(claim,
                () -> Sql.update(transactions, "note a version that was there first",
                        """
                                insert into comparison_version (repository_key, name, package_version, result, noted_at, run_id, commit_id, path,
                                    integrity)
                                values (?, ?, ?, 'PENDING', ?, ?, ?, ?, ?)
                                on conflict on constraint comparison_version_pk do update
                                   set result = excluded.result, noted_at = excluded.noted_at, run_id = excluded.run_id,
                                       commit_id = excluded.commit_id, path = excluded.path, integrity = excluded.integrity, code = null,
                                       cause = null, remedy = null
                                 where comparison_version.result = 'UNEXPECTED'
                                """,
                        claim.key(), claim.name().value(), expected.version().toString(), at(run.requestedAt()), run.id(),
                        expected.commit().value(), expected.path(), expected.integrity()));
    }

    /** One that a run expects meanwhile stays as it is. */
    void unexpected(Claim claim, SemVersion version, Optional<OurRun> run, Finding finding, Instant publishedAt) {
        asHolder(claim, () -> {
            var isNew = Sql.query(transactions, "note an unexpected version", row -> row.getBoolean("is_new"), """
                    insert into comparison_version (repository_key, name, package_version, result, noted_at, published_at,
                        looked_at, run_id, commit_id, path, code, cause, remedy)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict on constraint comparison_version_pk do update
                       set looked_at = excluded.looked_at, run_id = excluded.run_id, commit_id = excluded.commit_id,
                           path = excluded.path, code = excluded.code, cause = excluded.cause, remedy = excluded.remedy
                     where comparison_version.result = 'UNEXPECTED'
                    returning xmax = 0 as is_new
                    """, claim.key(), claim.name().value(), version.toString(), finding.result().name(), at(publishedAt),
                    at(publishedAt), now(), run.map(OurRun::id), run.flatMap(OurRun::commit).map(CommitId::value),
                    run.flatMap(OurRun::path), finding.code(), finding.cause(), finding.remedy());
            if (isNew.contains(true)) {
                count(finding.result());
            }
        });
    }

    /** Forgets a version that is waited for and that this system has published itself. */
    void forgetOurs(Claim claim, SemVersion version) {
        asHolder(claim, () -> Sql.update(transactions, "forget a version of ours", """
                delete from comparison_version
                 where repository_key = ? and name = ? and package_version = ? and result not in ('SAME', 'DIFFERENT')
                """, claim.key(), claim.name().value(), version.toString()));
    }

    /** Forgets an unexpected version that is not there any more, or turned out to be our own. */
    void forget(Claim claim, SemVersion version) {
        asHolder(claim, () -> Sql.update(transactions, "forget an unexpected version", """
                delete from comparison_version
                 where repository_key = ? and name = ? and package_version = ? and result = 'UNEXPECTED'
                """, claim.key(), claim.name().value(), version.toString()));
    }

    private void asHolder(Claim claim, Runnable work) {
        transactions.runInNew(() -> {
            if (!queue.holds(claim)) {
                throw new Overtaken(claim);
            }
            work.run();
        });
    }

    private void count(Result result) {
        transactions.afterCommit(() -> meters.counter("upm.comparisons", "result", result.word()).increment());
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
