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

    protected KnownRepository() {
    }

    static KnownRepository of(RepositoryName name, RepositorySettings settings, Instant changedAt) {
        var repository = new KnownRepository();
        repository.key = name.key();
        repository.settings = settings;
        repository.changedAt = changedAt;
        return repository;
    }

    RepositorySettings settings() {
        return settings;
    }

    /** Takes over newer settings; events may come in another order than they were told in. */
    void changeTo(RepositorySettings newer, Instant at) {
        if (!at.isBefore(changedAt)) {
            settings = newer;
            changedAt = at;
        }
    }

    boolean isOlderThan(Instant time) {
        return changedAt.isBefore(time);
    }
}
