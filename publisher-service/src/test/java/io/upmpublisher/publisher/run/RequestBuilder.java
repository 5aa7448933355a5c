package io.upmpublisher.publisher.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.Trigger;

/** A request for all packages of a commit, unless told otherwise. */
record RequestBuilder(String repository, long sequence, String commit, Optional<String> before, PackageSelection packages,
        RepositoryMode mode, String registry, List<String> stopOn, boolean tags) {

    static RequestBuilder of(String repository, long sequence, String commit) {
        return new RequestBuilder(repository, sequence, commit, Optional.empty(), PackageSelection.all(),
                RepositoryMode.PUBLISH, "default", List.of(), false);
    }

    RequestBuilder after(String commitBefore) {
        return new RequestBuilder(repository, sequence, commit, Optional.of(commitBefore), PackageSelection.changed(), mode,
                registry, stopOn, tags);
    }

    RequestBuilder at(String path) {
        return new RequestBuilder(repository, sequence, commit, before, PackageSelection.at(path), mode, registry,
                stopOn, tags);
    }

    RequestBuilder planned() {
        return new RequestBuilder(repository, sequence, commit, before, packages, RepositoryMode.PLAN, registry, stopOn, tags);
    }

    RequestBuilder to(String otherRegistry) {
        return new RequestBuilder(repository, sequence, commit, before, packages, mode, otherRegistry, stopOn, tags);
    }

    RequestBuilder stoppingOn(String... codes) {
        return new RequestBuilder(repository, sequence, commit, before, packages, mode, registry, List.of(codes),
                tags);
    }

    RequestBuilder wantingTags() {
        return new RequestBuilder(repository, sequence, commit, before, packages, mode, registry, stopOn, true);
    }

    PublishRequested build() {
        return build(Instant.parse("2026-01-05T10:00:00Z"));
    }

    PublishRequested build(Instant requestedAt) {
        return new PublishRequested(RunId.next(), sequence, RepositoryName.parse(repository),
                new RepositorySettings(RepositoryStatus.ACTIVE, mode, List.of("main"), registry, List.of(),
                        Optional.of(stopOn), Optional.of(tags), Optional.empty(), 1),
                CommitRef.of(commit), before.map(CommitId::of), Optional.of("main"), Trigger.PUSH, packages, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), requestedAt, Optional.empty());
    }
}
