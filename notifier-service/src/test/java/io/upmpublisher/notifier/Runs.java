package io.upmpublisher.notifier;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import io.upmpublisher.events.ChangelogCompleted;
import io.upmpublisher.events.ChangelogCompleted.Entry;
import io.upmpublisher.events.ChangelogCompleted.Origin;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitMessage;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.PackageOutcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.PublishCompleted.Counts;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.RunState;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.events.Trigger;
import io.upmpublisher.events.UserName;

/** Runs that ended one way or another. */
public final class Runs {

    public static final CommitId COMMIT = CommitId.of("9f2c41d07be5a8361c94e0f7d25b6a83c1e4f790");
    public static final CommitId CHANGELOG_COMMIT = CommitId.of("1b7de0a94c3f52861d0be7a95f24c6380ed19a4b");

    private Runs() {
    }

    public static PublishCompleted of(PackageReport... packages) {
        return of(RunId.next(), 1, List.of(packages));
    }

    public static PublishCompleted of(RunId run, int revision, List<PackageReport> packages) {
        return run(run, revision, packages, "octo", "Release 1.2.11\n\nPools can be sized.", "main");
    }

    public static PublishCompleted run(RunId run, int revision, List<PackageReport> packages, String author, String message,
            String branch) {
        return new PublishCompleted(run, revision, RepositoryName.parse("studio/unity-core"), CommitRef.of(COMMIT),
                Optional.empty(), Optional.of(branch), Trigger.PUSH, Optional.of(UserName.of(author)),
                Optional.of(CommitMessage.of(message)), Optional.empty(), "default",
                RunState.of(packages.stream().map(PackageReport::outcome).toList()), Counts.of(packages), packages,
                Optional.empty(), Instant.parse("2026-03-02T09:15:30.123456789Z"), Instant.parse("2026-03-02T09:15:31Z"),
                Instant.parse("2026-03-02T09:15:34.987654321Z"), Optional.empty(), Optional.empty());
    }

    public static PublishCompleted failed(Fault failure) {
        return new PublishCompleted(RunId.next(), 1, RepositoryName.parse("studio/unity-core"), CommitRef.of("no-such-branch"),
                Optional.empty(), Optional.empty(), Trigger.MANUAL, Optional.empty(), Optional.empty(), Optional.empty(),
                "default", RunState.FAILED, Counts.of(List.of()), List.of(), Optional.of(failure),
                Instant.parse("2026-03-02T09:15:30Z"), Instant.parse("2026-03-02T09:15:31Z"),
                Instant.parse("2026-03-02T09:15:34Z"), Optional.empty(), Optional.empty());
    }

    public static PackageReport published(String name, String oldVersion, String version) {
        return report(name, Optional.of(oldVersion), version, PackageOutcome.PUBLISHED, "PUBLISHED", "It is installable.", "");
    }

    public static PackageReport firstPublished(String name, String version) {
        return report(name, Optional.empty(), version, PackageOutcome.PUBLISHED, "PUBLISHED", "It is installable.", "");
    }

    public static PackageReport skipped(String name) {
        return report(name, Optional.of("1.0.0"), "1.0.0", PackageOutcome.SKIPPED, "VERSION_EXISTS", "It is there.", "");
    }

    public static PackageReport failed(String name, String code, String cause, String remedy) {
        return report(name, Optional.of("1.0.0"), "1.0.1", PackageOutcome.FAILED, code, cause, remedy);
    }

    public static PackageReport held(String name) {
        return report(name, Optional.of("1.0.0"), "1.0.1", PackageOutcome.HELD, "DEPENDENCY_FAILED",
                "com.acme.core 1.0.1, which it depends on, failed.", "Mend com.acme.core.");
    }

    public static PackageReport unnamed(String path, String cause) {
        return new PackageReport(path, Optional.empty(), Optional.empty(), Optional.empty(), PackageOutcome.FAILED,
                "MANIFEST_UNREADABLE", cause, Optional.of("Mend the JSON."), false, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Map.of());
    }

    public static List<PackageReport> manyPublished(int count) {
        return new ArrayList<>(IntStream.rangeClosed(1, count)
                .mapToObj(i -> published("com.acme.package" + i, "1.0.0", "1.1.0")).toList());
    }

    public static ChangelogCompleted changelogOf(PublishCompleted run, String entry) {
        var entries = run.packages().stream().filter(report -> report.outcome() == PackageOutcome.PUBLISHED)
                .map(report -> new Entry(report.path(), report.name().orElseThrow(), report.version().orElseThrow(),
                        Origin.COMMITS, entry))
                .toList();
        return new ChangelogCompleted(run.run(), run.revision(), run.repository(), entries, Optional.of(CHANGELOG_COMMIT),
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static ChangelogCompleted changelogIn(PublishCompleted run, URI pullRequest) {
        return new ChangelogCompleted(run.run(), run.revision(), run.repository(), List.of(), Optional.empty(),
                Optional.of(pullRequest), Optional.empty(), Optional.empty());
    }

    private static PackageReport report(String name, Optional<String> oldVersion, String version, PackageOutcome outcome,
            String code, String cause, String remedy) {
        return new PackageReport("Packages/" + name + "/package.json", Optional.of(PackageName.of(name)),
                oldVersion.map(SemVersion::parse), Optional.of(SemVersion.parse(version)), outcome, code, cause,
                Optional.of(remedy).filter(text -> !text.isEmpty()), false, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Map.of());
    }
}
