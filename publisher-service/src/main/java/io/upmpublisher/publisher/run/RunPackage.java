package io.upmpublisher.publisher.run;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.PackageOutcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.RunId;

/** How a package of a run ended. */
@Entity
@Table(name = "run_package")
class RunPackage {

    @EmbeddedId
    private Key key;

    private int revision;

    private @Nullable String name;

    @Column(name = "package_version")
    private @Nullable String packageVersion;

    @Enumerated(EnumType.STRING)
    private PackageOutcome outcome;

    private String code;

    @JdbcTypeCode(SqlTypes.JSON)
    private PackageReport report;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    protected RunPackage() {
    }

    static RunPackage of(RunId run, int revision, PackageReport report, Instant now) {
        var recorded = new RunPackage();
        recorded.key = new Key(run.value(), report.path());
        recorded.revision = revision;
        recorded.name = report.name().map(Object::toString).orElse(null);
        recorded.packageVersion = report.version().map(Object::toString).orElse(null);
        recorded.outcome = report.outcome();
        recorded.code = report.code();
        recorded.report = report;
        recorded.recordedAt = now;
        return recorded;
    }

    /** Whether the run's present revision has nothing to do for it any more. */
    boolean isSettledIn(int currentRevision) {
        return outcome == PackageOutcome.PUBLISHED || revision == currentRevision;
    }

    int revision() {
        return revision;
    }

    PackageReport report() {
        return report;
    }

    @Embeddable
    record Key(@Column(name = "run_id") UUID run, @Column(name = "path") String path) implements Serializable {
    }
}
