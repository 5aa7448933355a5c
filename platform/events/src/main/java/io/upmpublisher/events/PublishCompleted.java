package io.upmpublisher.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run is worked off: every package is published, skipped, failed or held. Told once per revision.
 *
 * @param revision 1, and one more for each replay that published more
 * @param commit resolved, unless {@code failure} says that it could not be
 * @param registry the configured name
 * @param failure what kept the whole run from its packages, if anything did
 * @param settings the repository's, as the request had them; older events have none
 * @param severalPackages whether the commit holds more packages than one, whichever the run was about, so that a version alone
 *        does not say whose it is; absent where nobody asked
 */
public record PublishCompleted(RunId run, int revision, RepositoryName repository, CommitRef commit,
        Optional<CommitId> before, Optional<String> branch, Trigger trigger, Optional<UserName> author,
        Optional<CommitMessage> message, Optional<String> delivery, String registry, RunState state, Counts counts,
        List<PackageReport> packages, Optional<Fault> failure, Instant requestedAt, Instant startedAt,
        Instant finishedAt, Optional<RepositorySettings> settings, Optional<Boolean> severalPackages) implements PipelineEvent {

    public PublishCompleted {
        packages = List.copyOf(packages);
    }

    @Override
    public String subject() {
        return repository.toString();
    }

    @Override
    public Optional<RunId> correlation() {
        return Optional.of(run);
    }

    public record Counts(int published, int skipped, int failed, int held) {

        public static Counts of(List<PackageReport> packages) {
            return new Counts(count(packages, PackageOutcome.PUBLISHED), count(packages, PackageOutcome.SKIPPED),
                    count(packages, PackageOutcome.FAILED), count(packages, PackageOutcome.HELD));
        }

        private static int count(List<PackageReport> packages, PackageOutcome outcome) {
            return (int) packages.stream().filter(report -> report.outcome() == outcome).count();
        }
    }
}
