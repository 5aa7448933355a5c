package io.upmpublisher.publisher.decision;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.git.GitException;
import io.upmpublisher.publisher.discovery.Candidate;
import io.upmpublisher.publisher.lfs.LfsException;
import io.upmpublisher.publisher.packing.Packer;
import io.upmpublisher.publisher.registry.Digests;
import io.upmpublisher.publisher.registry.DistTag;
import io.upmpublisher.publisher.registry.Lookup;
import io.upmpublisher.publisher.registry.MaintenanceLine;
import io.upmpublisher.publisher.registry.Packument;
import io.upmpublisher.publisher.registry.PublishDecision;
import io.upmpublisher.publisher.registry.PublishedContent;
import io.upmpublisher.publisher.registry.RegistryClient;
import io.upmpublisher.publisher.registry.RegistryCode;
import io.upmpublisher.publisher.registry.RegistryProblem;
import io.upmpublisher.publisher.report.Step;
import io.upmpublisher.publisher.report.WarningCode;
import io.upmpublisher.publisher.source.Source;
import io.upmpublisher.publisher.tarball.PackingRefusedException;

/** Finds out what is to be done with a package, as its manifest and its registry stand. Runs and plans ask it alike. */
public final class PackageDecider {

    private final RegistryClient registry;
    private final CommitId commit;
    private final RepositorySettings settings;
    private final Packer packer;
    private final Checks checks;

    public PackageDecider(RegistryClient registry, CommitId commit, RepositorySettings settings, Packer packer,
            Checks checks) {
        this.registry = registry;
        this.commit = commit;
        this.settings = settings;
        this.packer = packer;
        this.checks = checks;
    }

    /** What goes on with the package once it is known what the registry has of it. */
    @FunctionalInterface
    public interface Next {
        PackageResult with(Optional<Packument> packument) throws IOException, InterruptedException;
    }

    /** Looks the package up in the registry and goes on; whatever keeps it from that, or from being packed, is a result. */
    public PackageResult lookUp(Candidate candidate, Next next) throws InterruptedException {
        candidate.reporting().started();
        candidate.reporting().begins(Step.DECIDE);
        try {
            return switch (registry.packument(candidate.manifest().name())) {
                case Lookup.Found<Packument>(Packument packument) -> next.with(Optional.of(packument));
                case Lookup.Absent<Packument> absent -> next.with(Optional.empty());
                case Lookup.Unavailable<Packument>(RegistryProblem problem) ->
                    PackageResult.stoppedBy(problem, candidate.reporting());
            };
        } catch (PackingRefusedException | LfsException | GitException | IOException e) {
            return Obstacle.met(e, candidate.reporting());
        }
    }

    public PackageDecision decide(Candidate candidate, Optional<Packument> packument) throws IOException, InterruptedException {
        candidate.reporting().oldVersion(packument.flatMap(PackageDecider::highest));
        return switch (PublishDecision.decide(packument, candidate.manifest().version(), options(candidate))) {
            case PublishDecision.Publish(DistTag tag) -> {
                checks.dependencies().warnOfMissing(candidate);
                checks.inspection().inspect(candidate, packument);
                yield stop(candidate).<PackageDecision> map(PackageDecision.Settled::new)
                        .orElseGet(() -> new PackageDecision.Publish(tag));
            }
            case PublishDecision.Skip(RegistryProblem problem, var gitHead) ->
                skip(candidate, packument.orElseThrow(), problem, gitHead);
            case PublishDecision.Refuse(RegistryProblem problem) -> refused(candidate, problem);
        };
    }

    /** What becomes of a package if the repository wants it stopped for one of the warnings that it has by now. */
    public Optional<PackageReport> stop(Candidate candidate) {
        return checks.inspection().stop(candidate);
    }

    /**
     * What was decided before the registry had what it has of this very request now.
     *
     * @param before the packument without it
     */
    public DistTag tagBefore(Candidate candidate, Optional<Packument> before) throws IOException, InterruptedException {
        checks.dependencies().warnOfMissing(candidate);
        checks.inspection().inspect(candidate, before);
        candidate.reporting().oldVersion(before.flatMap(PackageDecider::highest));
        // If it is not to be published now any more, it is there already, and the tag is not used.
        return PublishDecision.decide(before, candidate.manifest().version(),
                options(candidate)) instanceof PublishDecision.Publish(DistTag tag) ? tag : DistTag.LATEST;
    }

    // Later commits without a bump differ from what is published as a matter of course. Only a push that set this very version claims
    // that what it holds is that version.
    private PackageDecision skip(Candidate candidate, Packument packument, RegistryProblem problem, Optional<String> gitHead)
            throws IOException, InterruptedException {
        var isSameCommit = gitHead.filter(commit.value()::equals).isPresent();
        if (!candidate.bumped() || isSameCommit) {
            return skipped(candidate, problem);
        }
        var digests = packer.digestsOf(candidate);
        var compared = PublishDecision.decide(Optional.of(packument), candidate.manifest().version(),
                new PublishDecision.Options(List.of(), Optional.empty(), Optional.of(digests)));
        return compared instanceof PublishDecision.Skip(RegistryProblem found, var head)
                && found.code() == RegistryCode.VERSION_EXISTS_OTHER_CONTENT ? comparedByFile(candidate, problem)
                        : skipped(candidate, problem);
    }

    // npm, or another version of this publisher, compresses the same files to other bytes.
    private PackageDecision comparedByFile(Candidate candidate, RegistryProblem exists)
            throws IOException, InterruptedException {
        var manifest = candidate.manifest();
        return switch (registry.compare(manifest.name(), manifest.version(), packer.contentsOf(candidate))) {
            case PublishedContent.Same same -> skipped(candidate, exists);
            case PublishedContent.Other(RegistryProblem other, var files) -> refused(candidate, other);
            case PublishedContent.Unproven(RegistryProblem unproven) ->
                new PackageDecision.Unsettled(PackageResult.stoppedBy(unproven, candidate.reporting()));
        };
    }

    private static PackageDecision skipped(Candidate candidate, RegistryProblem problem) {
        return new PackageDecision.Settled(candidate.reporting().skipped(problem.code().name(), problem.cause()));
    }

    private static PackageDecision refused(Candidate candidate, RegistryProblem problem) {
        return new PackageDecision.Settled(
                candidate.reporting().failed(problem.code().name(), problem.cause(), problem.remedy(), problem.retryHelps()));
    }

    private PublishDecision.Options options(Candidate candidate) {
        return new PublishDecision.Options(maintenanceLines(candidate), askedTag(candidate), Optional.<Digests> empty());
    }

    private List<MaintenanceLine> maintenanceLines(Candidate candidate) {
        var lines = new ArrayList<MaintenanceLine>();
        for (var text : settings.maintenanceLines()) {
            try {
                lines.add(MaintenanceLine.parse(text));
            } catch (InvalidValueException e) {
                candidate.reporting().warn(WarningCode.MAINTENANCE_LINE_INVALID,
                        "A maintenance line of the repository's settings is passed over: " + e.getMessage() + ".");
            }
        }
        return lines;
    }

    private static Optional<DistTag> askedTag(Candidate candidate) {
        try {
            return candidate.manifest().publishTag().map(DistTag::new);
        } catch (InvalidValueException e) {
            candidate.reporting().warn(WarningCode.DIST_TAG_INVALID,
                    "publishConfig.tag is passed over: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private static Optional<SemVersion> highest(Packument packument) {
        return packument.versions().isEmpty() ? Optional.empty() : Optional.of(packument.versions().lastKey());
    }

    /** What is looked at of a package that would be published. */
    public record Checks(RegistryDependencies dependencies, Inspection inspection) {

        public static Checks of(Source source, Collection<Candidate> candidates, RepositorySettings settings,
                RegistryClient target, Collection<RegistryClient> registries) {
            return new Checks(new RegistryDependencies(target, registries, candidates),
                    Inspection.of(source, candidates, settings));
        }
    }
}
