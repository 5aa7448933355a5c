package io.upmpublisher.publisher.repository;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;

/** A registered repository. */
@Entity
@Table(name = "known_repository")
class KnownRepository {

    @Id
    @Column(name = "repository_key")
    private String key;

    @JdbcTypeCode(SqlTypes.JSON)
    private RepositorySettings settings;

    @Column(name = "changed_at")
    private Instant changedAt;

    private boolean removed;

    protected KnownRepository() {
    }

    static KnownRepository of(RepositoryName name, RepositorySettings settings, boolean removed, Instant changedAt) {
        var repository = new KnownRepository();
        repository.key = name.key();
        repository.settings = settings;
        repository.removed = removed;
        repository.changedAt = changedAt;
        return repository;
    }

    RepositorySettings settings() {
        return settings;
    }

    boolean isRemoved() {
        return removed;
    }

    /** Takes over what is newer; events may come in another order than they were told in. */
    boolean changeTo(RepositorySettings newer, boolean isRemoved, Instant at) {
        if (at.isBefore(changedAt)) {
            return false;
        }
        settings = newer;
        removed = isRemoved;
        changedAt = at;
        return true;
    }
}
