package io.upmpublisher.ingress.delivery;

import java.time.Instant;
import java.util.Map;
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
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RunId;
import io.upmpublisher.ingress.request.Reading;
import io.upmpublisher.ingress.request.Verdict;

/** Something that came in, and what was decided on it. */
@Entity
@Table(name = "delivery")
class Delivery {

    enum Decision {
        ACCEPTED,
        IGNORED
    }

    @Id
    private String id;
    @Enumerated(EnumType.STRING)
    private Arrival.Kind kind;
    private String event;
    private @Nullable String target;
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> headers;
    private String digest;
    @Column(name = "received_at")
    private Instant receivedAt;
    @Column(name = "decided_at")
    private Instant decidedAt;
    @Enumerated(EnumType.STRING)
    private Decision decision;
    private String code;
    private String reason;
    private @Nullable String repository;
    @Column(name = "repository_key")
    private @Nullable String repositoryKey;
    private @Nullable String ref;
    @Column(name = "commit_id")
    private @Nullable String commitId;
    private @Nullable UUID run;
    private int redeliveries;
    @Column(name = "differing_redeliveries")
    private int differingRedeliveries;
    @Version
    private long version;

    @NullUnmarked
    protected Delivery() {
    }

    static Delivery of(Arrival arrival, String digest, Instant now) {
        var delivery = new Delivery();
        delivery.id = arrival.id();
        delivery.kind = arrival.kind();
        delivery.event = arrival.event();
        delivery.target = arrival.target().map(RepositoryName::toString).orElse(null);
        delivery.headers = arrival.headers();
        delivery.digest = digest;
        delivery.receivedAt = now;
        return delivery;
    }

    void decide(Reading reading, Verdict verdict, Instant now) {
        repository = reading.repository().map(RepositoryName::toString).orElse(null);
        repositoryKey = reading.repository().map(RepositoryName::key).orElse(null);
        ref = reading.ref().orElse(null);
        commitId = reading.commit().map(CommitId::value).orElse(null);
        decidedAt = now;
        switch (verdict) {
            case Verdict.Accepted accepted -> {
                decision = Decision.ACCEPTED;
                code = "ACCEPTED";
                reason = "Accepted as run " + accepted.run() + ".";
                run = accepted.run().value();
            }
            case Verdict.Ignored ignored -> {
                decision = Decision.IGNORED;
                code = ignored.code().name();
                reason = ignored.reason();
            }
        }
    }

    /** Counts a repetition; one with another body means that the sender's ids are not what they should be. */
    void repeat(boolean sameBody) {
        redeliveries++;
        if (!sameBody) {
            differingRedeliveries++;
        }
    }

    boolean isAccepted() {
        return decision == Decision.ACCEPTED;
    }

    String id() {
        return id;
    }

    Arrival.Kind kind() {
        return kind;
    }

    String event() {
        return event;
    }

    Optional<RepositoryName> target() {
        return Optional.ofNullable(target).map(RepositoryName::parse);
    }

    Map<String, String> headers() {
        return headers;
    }

    String digest() {
        return digest;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    Instant decidedAt() {
        return decidedAt;
    }

    Decision decision() {
        return decision;
    }

    String code() {
        return code;
    }

    String reason() {
        return reason;
    }

    Optional<String> repository() {
        return Optional.ofNullable(repository);
    }

    Optional<String> ref() {
        return Optional.ofNullable(ref);
    }

    Optional<String> commit() {
        return Optional.ofNullable(commitId);
    }

    Optional<RunId> run() {
        return Optional.ofNullable(run).map(RunId::new);
    }

    int redeliveries() {
        return redeliveries;
    }

    int differingRedeliveries() {
        return differingRedeliveries;
    }
}
