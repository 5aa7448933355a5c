package io.upmpublisher.publisher.run;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.RunState;

/** One accepted request, as far as it has been worked off. */
@Entity
@Table(name = "run")
class Run {

    @Id
    @Column(name = "run_id")
    private UUID id;

    private String repository;

    @Column(name = "commit_ref")
    private String commitRef;

    @Column(name = "commit_id")
    private @Nullable String commitId;

    @Column(name = "several_packages")
    private @Nullable Boolean severalPackages;

    private @Nullable String branch;

    private String trigger;

    private String registry;

    @Enumerated(EnumType.STRING)
    private RunState state;

    private int revision;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Fault failure;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;

    @Version
    private long version;

    protected Run() {
    }

    static Run begin(PublishRequested request, Instant now) {
        var run = new Run();
        run.id = request.run().value();
        run.repository = request.repository().toString();
        run.commitRef = request.commit().value();
        run.branch = request.branch().orElse(null);
        run.trigger = request.trigger().name();
        run.registry = request.settings().registry();
        run.requestedAt = request.requestedAt();
        run.revision = 1;
        run.state = RunState.RUNNING;
        run.startedAt = now;
        return run;
    }

    /** Takes the run up again: in the same revision after a crash, in the next after it was completed. */
    void resume(Instant now) {
        if (state.isFinal()) {
            revision++;
            startedAt = now;
            finishedAt = null;
            failure = null;
            state = RunState.RUNNING;
        }
    }

    void resolvedTo(CommitId commit) {
        commitId = commit.value();
    }

    void counted(boolean several) {
        severalPackages = several;
    }

    void complete(RunState end, Optional<Fault> why, Instant now) {
        state = end;
        failure = why.orElse(null);
        finishedAt = now;
    }

    RunId id() {
        return new RunId(id);
    }

    String repository() {
        return repository;
    }

    /** Resolved, where it could be. */
    CommitRef commit() {
        return CommitRef.of(commitId != null ? commitId : commitRef);
    }

    Optional<CommitId> resolved() {
        return Optional.ofNullable(commitId).map(CommitId::of);
    }

    /** Whether the commit holds more packages than one, where somebody wanted to know. */
    Optional<Boolean> severalPackages() {
        return Optional.ofNullable(severalPackages);
    }

    String registry() {
        return registry;
    }

    RunState state() {
        return state;
    }

    int revision() {
        return revision;
    }

    Optional<Fault> failure() {
        return Optional.ofNullable(failure);
    }

    Instant requestedAt() {
        return requestedAt;
    }

    Instant startedAt() {
        return startedAt;
    }

    Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }
}
