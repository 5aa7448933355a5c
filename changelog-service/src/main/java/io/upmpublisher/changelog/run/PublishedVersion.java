package io.upmpublisher.changelog.run;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.SemVersion;

/** Which commit a version was published from; the next version's commits are those since. */
@Entity
@Table(name = "published_version")
class PublishedVersion {

    @EmbeddedId
    private Key key;

    @Column(name = "commit_id")
    private String commitId;

    @Column(name = "run_id")
    private UUID run;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    protected PublishedVersion() {
    }

    static PublishedVersion of(RepositoryName repository, PackageName name, SemVersion version, CommitId commit, RunId run,
            Instant now) {
        var published = new PublishedVersion();
        published.key = new Key(repository.key(), name.value(), version.withoutBuild().toString());
        published.commitId = commit.value();
        published.run = run.value();
        published.recordedAt = now;
        return published;
    }

    SemVersion version() {
        return SemVersion.parse(key.packageVersion());
    }

    CommitId commit() {
        return CommitId.of(commitId);
    }

    @Embeddable
    record Key(@Column(name = "repository_key") String repositoryKey, @Column(name = "name") String name,
            @Column(name = "package_version") String packageVersion) implements Serializable {
    }
}
