package io.upmpublisher.ingress.repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Generated;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.events.UserName;

/** A repository that somebody made known. */
@Entity
@Table(name = "registration")
class Registration {

    @Id
    @Column(name = "repository_key")
    private String key;
    private String owner;
    private String name;
    @Enumerated(EnumType.STRING)
    private RepositoryStatus status;
    @Enumerated(EnumType.STRING)
    private RepositoryMode mode;
    private List<String> branches;
    private String registry;
    @Column(name = "maintenance_lines")
    private List<String> maintenanceLines;
    @Column(name = "stop_on")
    private List<String> stopOn;
    private boolean tags;
    private boolean releases;
    private @Nullable String note;
    @Column(name = "dispatcher_enabled")
    private @Nullable Boolean dispatcherEnabled;
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "changed_at")
    private Instant changedAt;
    @Column(name = "changed_by")
    private String changedBy;
    @Column(name = "activated_at")
    private @Nullable Instant activatedAt;
    // Tells it from those of the same repository before; no clock has to.
    @Generated
    @Column(insertable = false, updatable = false)
    private long number;
    // Counted by hand: it is told in events, so it has to be right before Hibernate writes the row. The row is locked first.
    private long version;

    @NullUnmarked
    protected Registration() {
    }

    static Registration of(RepositoryName repository, Settings settings, UserName by, Instant now) {
        var registration = new Registration();
        registration.key = repository.key();
        registration.owner = repository.owner();
        registration.name = repository.name();
        registration.createdAt = now;
        registration.set(settings, by, now);
        return registration;
    }

    /** Counts a version if something differs. */
    boolean change(Settings settings, UserName by, Instant now) {
        if (settings.equals(settings())) {
            return false;
        }
        set(settings, by, now);
        return true;
    }

    /** Makes a pending one active because it was read. */
    boolean activate(UserName by, Instant now) {
        if (status != RepositoryStatus.PENDING) {
            return false;
        }
        set(settings().with(RepositoryStatus.ACTIVE), by, now);
        activatedAt = now;
        return true;
    }

    /** Whether it is active because it was read, and nobody has decided about its status since it was registered as pending. */
    boolean wasPending() {
        return activatedAt != null && status == RepositoryStatus.ACTIVE;
    }

    RepositoryName repository() {
        return new RepositoryName(owner, name);
    }

    Settings settings() {
        return new Settings(status, mode, branches, registry, maintenanceLines, stopOn, new Settings.Marks(tags, releases),
                Optional.ofNullable(note),
                Optional.ofNullable(dispatcherEnabled));
    }

    /** As events tell them, once it is in the database. */
    RepositorySettings asOfNow() {
        return new RepositorySettings(status, mode, branches, registry, maintenanceLines, Optional.of(stopOn),
                Optional.of(tags), Optional.of(releases), version, Optional.of(number));
    }

    /** Whether settings that were told are those of now. */
    boolean isOf(RepositorySettings told) {
        return told.version() == version && told.registration().orElse(number) == number;
    }

    long version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant changedAt() {
        return changedAt;
    }

    String changedBy() {
        return changedBy;
    }

    private void set(Settings settings, UserName by, Instant now) {
        if (status != settings.status()) {
            activatedAt = null;
        }
        status = settings.status();
        mode = settings.mode();
        branches = settings.branches();
        registry = settings.registry();
        maintenanceLines = settings.maintenanceLines();
        stopOn = settings.stopOn();
        tags = settings.marks().tags();
        releases = settings.marks().releases();
        note = settings.note().orElse(null);
        dispatcherEnabled = settings.dispatcherEnabled().orElse(null);
        changedAt = now;
        changedBy = by.value();
        version++;
    }
}
