package io.upmpublisher.ingress.request;

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

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.RunState;
import io.upmpublisher.events.Trigger;
import io.upmpublisher.events.UserName;

/** A request that was accepted, and how its run ended as far as it was told. */
@Entity
@Table(name = "accepted_request")
class AcceptedRequest {

    @Id
    private UUID run;
    private String repository;
    @Column(name = "repository_key")
    private String repositoryKey;
    private long sequence;
    @Column(name = "commit_ref")
    private String commitRef;
    private @Nullable String branch;
    @Enumerated(EnumType.STRING)
    private Trigger trigger;
    private String packages;
    private @Nullable String author;
    private @Nullable String delivery;
    @Column(name = "requested_at")
    private Instant requestedAt;
    @Enumerated(EnumType.STRING)
    private RunState state;
    private int revision;
    private int published;
    private int skipped;
    private int failed;
    private int held;
    @Column(name = "failure_code")
    private @Nullable String failureCode;
    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;
    @Version
    private long version;

    @NullUnmarked
    protected AcceptedRequest() {
    }

    static AcceptedRequest of(PublishRequested event) {
        var request = new AcceptedRequest();
        request.run = event.run().value();
        request.repository = event.repository().toString();
        request.repositoryKey = event.repository().key();
        request.sequence = event.sequence();
        request.commitRef = event.commit().value();
        request.branch = event.branch().orElse(null);
        request.trigger = event.trigger();
        request.packages = event.packages().toString();
        request.author = event.author().map(UserName::value).orElse(null);
        request.delivery = event.delivery().orElse(null);
        request.requestedAt = event.requestedAt();
        request.state = RunState.QUEUED;
        return request;
    }

    /** Takes over how the run ended, unless a later revision was told before. */
    void complete(PublishCompleted completed) {
        if (completed.revision() < revision) {
            return;
        }
        revision = completed.revision();
        state = completed.state();
        published = completed.counts().published();
        skipped = completed.counts().skipped();
        failed = completed.counts().failed();
        held = completed.counts().held();
        failureCode = completed.failure().map(Fault::code).orElse(null);
        finishedAt = completed.finishedAt();
    }

    RunId run() {
        return new RunId(run);
    }

    RepositoryName repository() {
        return RepositoryName.parse(repository);
    }

    long sequence() {
        return sequence;
    }

    CommitRef commit() {
        return CommitRef.of(commitRef);
    }

    Optional<String> branch() {
        return Optional.ofNullable(branch);
    }

    Trigger trigger() {
        return trigger;
    }

    PackageSelection packages() {
        return PackageSelection.parse(packages);
    }

    Optional<String> author() {
        return Optional.ofNullable(author);
    }

    Optional<String> delivery() {
        return Optional.ofNullable(delivery);
    }

    Instant requestedAt() {
        return requestedAt;
    }

    RunState state() {
        return state;
    }

    int revision() {
        return revision;
    }

    PublishCompleted.Counts counts() {
        return new PublishCompleted.Counts(published, skipped, failed, held);
    }

    Optional<String> failureCode() {
        return Optional.ofNullable(failureCode);
    }

    Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }
}
