package io.upmpublisher.publisher.comparison;

import java.time.Instant;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.publisher.repository.KnownRepositories;
import io.upmpublisher.publisher.repository.RepositoryWatcher;

/**
 * When each repository came into plan mode, and left it; the latest time only, for what was found before says nothing about
 * now. Every method belongs into a transaction.
 */
@ApplicationScoped
class PlanPeriods implements RepositoryWatcher {

    private final KnownRepositories repositories;
    private final Transactions transactions;

    PlanPeriods(KnownRepositories repositories, Transactions transactions) {
        this.repositories = repositories;
        this.transactions = transactions;
    }

    @Override
    public void changed(RepositoryName repository, RepositorySettings settings, Instant at) {
        if (isPlanned(settings)) {
            // With another registry, or after a time of publishing, it begins anew.
            Sql.update(transactions, "forget an earlier comparison", """
                    delete from comparison where repository_key = ? and (ended_at is not null or registry <> ?)
                    """, repository.key(), settings.registry());
            begin(repository, settings.registry(), at);
        } else {
            end(repository, at);
        }
    }

    @Override
    public void removed(RepositoryName repository) {
        Sql.update(transactions, "forget a comparison", "delete from comparison where repository_key = ?", repository.key());
    }

    // Nobody looks any more, and what a look under way finds counts for nothing: the versions may be our own from now on.
    private void end(RepositoryName repository, Instant at) {
        var ended = Sql.update(transactions, "end a comparison",
                "update comparison set ended_at = ? where repository_key = ? and ended_at is null",
                at.atOffset(ZoneOffset.UTC), repository.key());
        if (ended > 0) {
            Sql.update(transactions, "leave packages alone", """
                    update comparison_package set due_at = 'infinity', claim = null where repository_key = ?
                    """, repository.key());
        }
    }

    /**
     * Takes notice of a request in plan mode: nothing else tells of settings that were seen before a change told of them. A
     * repository that was removed meanwhile does not come back by a request from before.
     *
     * @return whether what comes of it is to be compared; if so, the comparison stays there until the transaction ends
     */
    boolean includes(RepositoryName repository, RepositorySettings ofRequest, Instant requestedAt) {
        repositories.locked(repository).filter(PlanPeriods::isPlanned)
                .ifPresent(settings -> begin(repository, settings.registry(), requestedAt));
        return isOpen(repository, ofRequest.registry());
    }

    /** If so, it stays so until the transaction ends, and nobody else notes what is to be compared meanwhile. */
    boolean isOpen(RepositoryName repository, String registry) {
        return !Sql.query(transactions, "find a comparison", row -> row.getString("repository"), """
                select repository from comparison where repository_key = ? and registry = ? and ended_at is null
                   for no key update
                """, repository.key(), registry).isEmpty();
    }

    private void begin(RepositoryName repository, String registry, Instant at) {
        Sql.update(transactions, "begin a comparison", """
                insert into comparison (repository_key, repository, registry, began_at) values (?, ?, ?, ?)
                on conflict on constraint comparison_pk do update set repository = excluded.repository
                where comparison.repository <> excluded.repository
                """, repository.key(), repository.toString(), registry, at.atOffset(ZoneOffset.UTC));
    }

    // One that is pending becomes active as soon as it was read.
    private static boolean isPlanned(RepositorySettings settings) {
        return settings.mode() == RepositoryMode.PLAN
                && (settings.status() == RepositoryStatus.ACTIVE || settings.status() == RepositoryStatus.PENDING);
    }
}
