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

    // Before any change, so that each that is told of counts for more.
    private static final Instant NEVER = Instant.EPOCH;

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

    static KnownRepository told(RepositoryName name, RepositorySettings settings, boolean removed, Instant at) {
        return of(name, settings, removed, at);
    }

    static KnownRepository seen(RepositoryName name, RepositorySettings settings) {
        return of(name, settings, false, NEVER);
    }

    private static KnownRepository of(RepositoryName name, RepositorySettings settings, boolean removed, Instant changedAt) {
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

    /** Takes over what a change told, if it is news; changes may come in another order than they were told in. */
    boolean changeTo(RepositorySettings told, boolean isRemoved, Instant at) {
        if (!isNews(told, isRemoved, at)) {
            return false;
        }
        settings = told;
        removed = isRemoved;
        changedAt = at;
        return true;
    }

    /** Takes over what somebody else read, if it is certainly newer: the change itself is still to be told. */
    void see(RepositorySettings read) {
        if (read.compareAge(settings).orElse(0) > 0) {
            settings = read;
            removed = false;
            changedAt = NEVER;
        }
    }

    private boolean isNews(RepositorySettings told, boolean isRemoved, Instant at) {
        var age = told.compareAge(settings);
        if (age.isEmpty()) {
            // Told before registrations had numbers. The clocks of ingress' replicas may differ.
            return !at.isBefore(changedAt);
        }
        // A removal tells the version that it ends.
        return age.getAsInt() > 0 || age.getAsInt() == 0 && (changedAt.equals(NEVER) || isRemoved && !removed);
    }
}
