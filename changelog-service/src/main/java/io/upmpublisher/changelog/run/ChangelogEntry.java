package io.upmpublisher.changelog.run;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.changelog.draft.Draft;
import io.upmpublisher.changelog.history.CommitRange;
import io.upmpublisher.changelog.writeback.Written;
import io.upmpublisher.events.ChangelogCompleted.Entry;
import io.upmpublisher.events.ChangelogCompleted.Origin;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.SemVersion;

/** What is told of one version, and where it was written. Drafted once: whatever is tried again writes the same. */
@Entity
@Table(name = "changelog_entry")
class ChangelogEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(name = "run_id")
    private UUID run;

    private int revision;

    private String repository;

    @Column(name = "repository_key")
    private String repositoryKey;

    private String path;

    private String name;

    @Column(name = "package_version")
    private String packageVersion;

    @Enumerated(EnumType.STRING)
    private Origin origin;

    @Enumerated(EnumType.STRING)
    @Column(name = "range_basis")
    private CommitRange.Basis rangeBasis;

    @Column(name = "previous_version")
    private @Nullable String previousVersion;

    @Column(name = "entry_text")
    private String text;

    @Column(name = "commit_id")
    private @Nullable String commitId;

    @Column(name = "pull_request")
    private @Nullable String pullRequest;

    @Column(name = "failure_code")
    private @Nullable String failureCode;

    @Column(name = "drafted_at")
    private Instant draftedAt;

    protected ChangelogEntry() {
    }

    static ChangelogEntry of(PublishCompleted event, PublishedPackage published, CommitRange range, Draft draft, Instant now) {
        var entry = new ChangelogEntry();
        entry.run = event.run().value();
        entry.revision = event.revision();
        entry.repository = event.repository().toString();
        entry.repositoryKey = event.repository().key();
        entry.path = published.path();
        entry.name = published.name().value();
        entry.packageVersion = published.version().toString();
        entry.origin = draft.origin();
        entry.rangeBasis = range.basis();
        entry.previousVersion = range.previous().map(SemVersion::toString).orElse(null);
        entry.text = draft.text();
        entry.draftedAt = now;
        return entry;
    }

    void writtenTo(Written written) {
        commitId = written.commit().map(Object::toString).orElse(null);
        pullRequest = written.pullRequest().map(URI::toString).orElse(null);
        failureCode = null;
    }

    /** Where it is written, if that is known. */
    Optional<Written> written() {
        return commit().<Written> map(id -> new Written.InCommit(CommitId.of(id)))
                .or(() -> pullRequest().map(address -> new Written.InPullRequest(URI.create(address))));
    }

    void failedWith(String code) {
        failureCode = code;
    }

    /** As it is told to others. */
    Entry told() {
        return new Entry(path, PackageName.of(name), SemVersion.parse(packageVersion), origin, text);
    }

    long id() {
        return id == null ? 0 : id;
    }

    UUID run() {
        return run;
    }

    int revision() {
        return revision;
    }

    String repository() {
        return repository;
    }

    CommitRange.Basis rangeBasis() {
        return rangeBasis;
    }

    Optional<String> previousVersion() {
        return Optional.ofNullable(previousVersion);
    }

    Optional<String> commit() {
        return Optional.ofNullable(commitId);
    }

    Optional<String> pullRequest() {
        return Optional.ofNullable(pullRequest);
    }

    Optional<String> failureCode() {
        return Optional.ofNullable(failureCode);
    }

    Instant draftedAt() {
        return draftedAt;
    }
}
