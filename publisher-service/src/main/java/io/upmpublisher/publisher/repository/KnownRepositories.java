package io.upmpublisher.publisher.repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

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
        return QuarkusTransaction.joiningExisting()
                .call(() -> findByIdOptional(repository.key())
                        .filter(known -> !known.isRemoved()).map(KnownRepository::settings).orElse(OF_UNREGISTERED));
    }

    /** Belongs into a transaction. */
    public void changed(RepositoryName repository, RepositorySettings settings, Instant at) {
        note(repository, settings, false, at);
    }

    void removed(RepositoryName repository, RepositorySettings settings, Instant at) {
        note(repository, settings, true, at);
    }

    private void note(RepositoryName repository, RepositorySettings settings, boolean removed, Instant at) {
        findByIdOptional(repository.key()).ifPresentOrElse(known -> known.changeTo(settings, removed, at),
                () -> persist(KnownRepository.of(repository, settings, removed, at)));
    }
}
