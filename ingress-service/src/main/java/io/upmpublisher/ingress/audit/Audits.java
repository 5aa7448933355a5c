package io.upmpublisher.ingress.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.f4b6a3.uuid.UuidCreator;

import io.upmpublisher.events.ProbeRequested;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.events.UserName;
import io.upmpublisher.ingress.reality.HostQueue;
import io.upmpublisher.ingress.reality.HostQueue.Claim;
import io.upmpublisher.ingress.reality.HostView;
import io.upmpublisher.ingress.reality.Realities;
import io.upmpublisher.ingress.repository.Repositories;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.messaging.outbox.Outbox;

/** Lets repositories be looked at anew, one or all. Every method belongs into a transaction. */
@ApplicationScoped
class Audits {

    private static final UserName BY_ITSELF = UserName.of("upm-audit");
    private static final int AT_ONCE = 500;
    // One that has not come to its end by then waits for something that does not come.
    private static final Duration GOES_ON = Duration.ofHours(1);

    private final Repositories repositories;
    private final Realities realities;
    private final HostQueue queue;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    Audits(Repositories repositories, Realities realities, HostQueue queue, Outbox outbox, Transactions transactions,
            Clock clock) {
        this.repositories = repositories;
        this.realities = realities;
        this.queue = queue;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    Optional<HostView> hostViewOf(RepositoryName repository) {
        return realities.of(repository).host();
    }

    /** What a git host showed. Where it shows nothing, or nobody has looked for long, the publisher is to look, too. */
    void record(Claim claim, HostView view) {
        repositories.settingsOf(claim.repository()).ifPresent(settings -> {
            realities.record(claim.repository(), view, settings);
            if (isReadAtAll(settings) && (claim.probeIsOld() || contradicts(claim.repository(), view))) {
                requestProbe(claim.repository(), settings, BY_ITSELF);
            }
        });
    }

    /** Lets one repository be looked at, whatever its status. */
    void start(RepositoryName repository, UserName by) {
        var settings = repositories.registeredSettings(repository);
        queue.due(repository);
        requestProbe(repository, settings, by);
    }

    /** Lets all be looked at; while an audit goes on, that one is answered. */
    Audit startOfAll(UserName by) {
        Sql.query(transactions, "let one audit begin at a time", row -> row.getString(1),
                "select cast(pg_advisory_xact_lock(hashtextextended('audit', 0)) as text)");
        var latest = latest();
        if (latest.filter(audit -> !audit.isFinished() && audit.startedAt().isAfter(clock.instant().minus(GOES_ON)))
                .isPresent()) {
            return latest.get();
        }
        // An import touches many, too, in another order: the two would wait for each other.
        repositories.lockForAdding();
        var audit = UuidCreator.getTimeOrderedEpoch();
        var total = Sql.update(transactions, "let all repositories be looked at", """
                update repository_reality
                   set due_at = ?, attempts = 0, claim = null, audit_of_host = ?, audit_of_probe =
                       (select ?::uuid from registration where registration.repository_key = repository_reality.repository_key
                           and status in ('ACTIVE', 'PENDING'))
                """, now(), audit, audit);
        Sql.update(transactions, "note an audit",
                "insert into repository_audit (id, started_at, started_by, total) values (?, ?, ?, ?)", audit, now(),
                by.value(), total);
        requestProbes(by);
        queue.raiseAfterCommit();
        return latest().orElseThrow();
    }

    Optional<Audit> latest() {
        return Sql.query(transactions, "find the latest audit",
                row -> new Audit(row.getObject("id", java.util.UUID.class),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(), row.getString("started_by"),
                        row.getInt("total"), row.getInt("total") - row.getInt("of_host"),
                        row.getInt("total") - row.getInt("of_probe")),
                """
                        select audit.*, (select count(*) from repository_reality where audit_of_host = audit.id) as of_host,
                               (select count(*) from repository_reality where audit_of_probe = audit.id) as of_probe
                          from repository_audit audit order by started_at desc limit 1
                        """).stream().findFirst();
    }

    private void requestProbes(UserName by) {
        var after = "";
        Map<RepositoryName, RepositorySettings> page;
        do {
            page = repositories.settingsAfter(after, AT_ONCE);
            for (var each : page.entrySet()) {
                after = each.getKey().key();
                if (isReadAtAll(each.getValue())) {
                    requestProbe(each.getKey(), each.getValue(), by);
                }
            }
        } while (page.size() == AT_ONCE);
    }

    private void requestProbe(RepositoryName repository, RepositorySettings settings, UserName by) {
        outbox.append(new ProbeRequested(repository, settings, by));
    }

    // GitHub says that there is nothing, the publisher said that it can read it: it may be gone since then.
    private boolean contradicts(RepositoryName repository, HostView view) {
        return view.state() == HostView.State.MISSING && realities.of(repository).probe()
                .filter(probe -> probe.wasRead() && probe.probedAt().isBefore(view.askedAt())).isPresent();
    }

    private static boolean isReadAtAll(RepositorySettings settings) {
        return settings.status() == RepositoryStatus.ACTIVE || settings.status() == RepositoryStatus.PENDING;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
