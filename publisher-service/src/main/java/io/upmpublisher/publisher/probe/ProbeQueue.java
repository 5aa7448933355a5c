package io.upmpublisher.publisher.probe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.messaging.Signal;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.publisher.repository.RepositoryWatcher;

/** When each repository is to be looked at next. Every method belongs into a transaction. */
@ApplicationScoped
class ProbeQueue implements RepositoryWatcher {

    private final Transactions transactions;
    private final Clock clock;
    private final Signal signal = new Signal();

    ProbeQueue(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A look under way.
     *
     * @param attempts how often in a row the repository could not be read before
     */
    record Claim(RepositoryName repository, UUID token, int attempts) {
    }

    /** Raised when something may be due. */
    Signal signal() {
        return signal;
    }

    /** Looks again where that may show something else: a change of status or mode alone, as after a look, is none. */
    @Override
    public void changed(RepositoryName repository, RepositorySettings settings, Instant at) {
        switch (settings.status()) {
            case DISABLED, SKIP -> removed(repository);
            case ACTIVE, PENDING -> {
                if (settings.status() == RepositoryStatus.PENDING || !wasReadWith(repository, settings)) {
                    due(repository);
                }
            }
        }
    }

    /** Whether it is looked at again and again, and not only when somebody asks for it. */
    static boolean isLookedAtByItself(RepositorySettings settings) {
        return settings.status() == RepositoryStatus.ACTIVE || settings.status() == RepositoryStatus.PENDING;
    }

    @Override
    public void removed(RepositoryName repository) {
        Sql.update(transactions, "forget looks at a repository", "delete from probe where repository_key = ?",
                repository.key());
    }

    /** Whatever is found by a look that is under way is passed over: it may have begun with other settings. */
    void due(RepositoryName repository) {
        Sql.update(transactions, "note that a repository is to be looked at", """
                insert into probe (repository_key, repository, due_at, attempts) values (?, ?, ?, 0)
                on conflict on constraint probe_pk do update
                   set repository = excluded.repository, due_at = excluded.due_at, attempts = 0, claim = null
                """, repository.key(), repository.toString(), now());
        transactions.afterCommit(signal::raise);
    }

    Optional<Claim> claimDue(Duration lease) {
        return Sql.query(transactions, "claim a repository to look at",
                row -> new Claim(RepositoryName.parse(row.getString("repository")), row.getObject("claim", UUID.class),
                        row.getInt("attempts")),
                """
                        with due as materialized (
                            select repository_key from probe where due_at <= ? order by due_at limit 1 for update skip locked)
                        update probe set due_at = ?, claim = ? from due where probe.repository_key = due.repository_key
                        returning repository, claim, attempts
                        """, now(), at(clock.instant().plus(lease)), UUID.randomUUID()).stream().findFirst();
    }

    /**
     * @return false if the look counts for nothing, because another was asked for or begun in the meantime
     */
    boolean finish(Claim claim, Optional<RepositorySettings> readWith, Duration nextAfter) {
        var attempts = readWith.isPresent() ? 0 : claim.attempts() + 1;
        return Sql.update(transactions, "note a look at a repository", """
                update probe set due_at = ?, attempts = ?, claim = null, read_with = ? where repository_key = ? and claim = ?
                """, at(clock.instant().plus(nextAfter)), attempts, readWith.map(ProbeQueue::essence),
                claim.repository().key(), claim.token()) == 1;
    }

    void release(Claim claim) {
        Sql.update(transactions, "give a look at a repository back",
                "update probe set due_at = ?, claim = null where repository_key = ? and claim = ?", now(),
                claim.repository().key(), claim.token());
    }

    private boolean wasReadWith(RepositoryName repository, RepositorySettings settings) {
        return Sql.query(transactions, "find the last look at a repository", row -> row.getString("read_with"),
                "select read_with from probe where repository_key = ? and read_with is not null", repository.key())
                .equals(List.of(essence(settings)));
    }

    /** The settings that what is found depends on. */
    private static String essence(RepositorySettings settings) {
        return String.join("\n", List.of(settings.registry(), settings.branches().toString(),
                settings.maintenanceLines().toString(), settings.stopOn().toString()));
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
