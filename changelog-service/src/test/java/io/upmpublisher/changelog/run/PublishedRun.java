package io.upmpublisher.changelog.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.PackageOutcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.PublishCompleted.Counts;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.RunState;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.events.Trigger;
import io.upmpublisher.testing.UnityRepository;

/** What the publisher tells of a run on a repository, without tags and releases unless they are asked for. */
record PublishedRun(String repository, String commit, Optional<String> branch, List<PackageReport> packages,
        Optional<RepositorySettings> settings, Optional<Boolean> severalPackages) {

    static PublishedRun of(UnityRepository repository, PackageReport... packages) {
        return new PublishedRun(repository.name(), repository.head(), Optional.of("main"), List.of(packages),
                Optional.empty(), Optional.empty());
    }

    static PackageReport report(PackageOutcome outcome, String folder, String name, Optional<String> before, String version) {
        return new PackageReport(folder + "/package.json", Optional.of(PackageName.of(name)), before.map(SemVersion::parse),
                Optional.of(SemVersion.parse(version)), outcome, outcome.name(), "It is so.", Optional.empty(), false,
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Map.of());
    }

    PublishedRun from(String otherCommit) {
        return new PublishedRun(repository, otherCommit, branch, packages, settings, severalPackages);
    }

    PublishedRun onBranch(Optional<String> other) {
        return new PublishedRun(repository, commit, other, packages, settings, severalPackages);
    }

    PublishedRun and(PackageReport further) {
        return new PublishedRun(repository, commit, branch, Stream.concat(packages.stream(), Stream.of(further)).toList(),
                settings, severalPackages);
    }

    PublishedRun wanting(boolean tags, boolean releases) {
        var wanted = new RepositorySettings(RepositoryStatus.ACTIVE, RepositoryMode.PUBLISH, List.of("main"), "default",
                List.of(), Optional.empty(), Optional.of(tags), Optional.of(releases), 1);
        return new PublishedRun(repository, commit, branch, packages, Optional.of(wanted), severalPackages);
    }

    PublishedRun counting(boolean several) {
        return new PublishedRun(repository, commit, branch, packages, settings, Optional.of(several));
    }

    PublishCompleted event() {
        return new PublishCompleted(RunId.next(), 1, RepositoryName.parse(repository), CommitRef.of(CommitId.of(commit)),
                Optional.empty(), branch, Trigger.PUSH, Optional.empty(), Optional.empty(), Optional.empty(), "default",
                RunState.of(packages.stream().map(PackageReport::outcome).toList()), Counts.of(packages), packages,
                Optional.empty(), Instant.parse("2026-03-02T09:15:30Z"), Instant.parse("2026-03-02T09:15:31Z"),
                Instant.parse("2026-03-02T09:15:34Z"), settings, severalPackages);
    }
}
