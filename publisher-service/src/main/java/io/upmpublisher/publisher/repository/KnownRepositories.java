package io.upmpublisher.publisher.repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;

/**
 * The settings of registered repositories. A run brings its own, as of the acceptance of its request; these are for questions
 * that no request stands behind.
 */
@ApplicationScoped
public class KnownRepositories implements PanacheRepositoryBase<KnownRepository, String> {

    // What a registration without further fields gets.
    private static final RepositorySettings OF_UNREGISTERED = new RepositorySettings(RepositoryStatus.PENDING,
            RepositoryMode.PLAN, List.of(), "default", List.of(), Optional.empty(), Optional.empty(), Optional.empty(), 0);

    public RepositorySettings settingsOf(RepositoryName repository) {
        return registered(repository).orElse(OF_UNREGISTERED);
    }

    public Optional<RepositorySettings> registered(RepositoryName repository) {
        return QuarkusTransaction.joiningExisting().call(() -> findByIdOptional(repository.key())
                .filter(known -> !known.isRemoved()).map(KnownRepository::settings));
    }

    /**
     * Belongs into a transaction.
     *
     * @return false if newer ones were known
     */
    public boolean changed(RepositoryName repository, RepositorySettings settings, Instant at) {
        return note(repository, settings, false, at);
    }

    /**
     * Takes settings over that something else than a change told of, if none are known or theirs is the higher number: they
     * were read before that was told, so that a change of that time may be newer, and a removed repository may still be told
     * of. Belongs into a transaction.
     *
     * @return whether the repository is registered, as far as is known
     */
    public boolean seen(RepositoryName repository, RepositorySettings settings) {
        var known = findByIdOptional(repository.key(), LockModeType.PESSIMISTIC_WRITE);
        if (known.isEmpty()) {
            persist(KnownRepository.seen(repository, settings));
        }
        known.ifPresent(present -> present.see(settings));
        return known.map(present -> !present.isRemoved()).orElse(true);
    }

    /** As {@link #registered}; nobody changes them before the transaction ends. */
    public Optional<RepositorySettings> locked(RepositoryName repository) {
        return findByIdOptional(repository.key(), LockModeType.PESSIMISTIC_WRITE).filter(known -> !known.isRemoved())
                .map(KnownRepository::settings);
    }

    boolean removed(RepositoryName repository, RepositorySettings settings, Instant at) {
        return note(repository, settings, true, at);
    }

    private boolean note(RepositoryName repository, RepositorySettings settings, boolean removed, Instant at) {
        // Two changes that are worked off at once would else both find themselves newer, and the older one might stay.
        var known = findByIdOptional(repository.key(), LockModeType.PESSIMISTIC_WRITE);
        if (known.isEmpty()) {
            persist(KnownRepository.told(repository, settings, removed, at));
        }
        return known.map(present -> present.changeTo(settings, removed, at)).orElse(true);
    }
}
