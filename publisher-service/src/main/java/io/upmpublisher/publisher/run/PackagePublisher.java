package io.upmpublisher.publisher.run;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.git.GitException;
import io.upmpublisher.messaging.effect.EffectKey;
import io.upmpublisher.messaging.effect.EffectLedger;
import io.upmpublisher.messaging.effect.EffectResult;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.messaging.inbox.RetryLater;
import io.upmpublisher.publisher.registry.Digests;
import io.upmpublisher.publisher.registry.DistTag;
import io.upmpublisher.publisher.registry.Lookup;
import io.upmpublisher.publisher.registry.MaintenanceLine;
import io.upmpublisher.publisher.registry.Packument;
import io.upmpublisher.publisher.registry.PublishDecision;
import io.upmpublisher.publisher.registry.RegistryClient;
import io.upmpublisher.publisher.registry.RegistryCode;
import io.upmpublisher.publisher.registry.RegistryProblem;
import io.upmpublisher.publisher.tarball.PackingRefusedException;

/** Brings one package of a run into the registry, or finds out why not. */
final class PackagePublisher {

    private final Received<PublishRequested> received;
    private final CommitId commit;
    private final RegistryClient registry;
    private final EffectLedger ledger;
    private final Packer packer;

    PackagePublisher(Received<PublishRequested> received, CommitId commit, RegistryClient registry, EffectLedger ledger,
            Packer packer) {
        this.received = received;
        this.commit = commit;
        this.registry = registry;
        this.ledger = ledger;
        this.packer = packer;
    }

    PackageResult publish(Candidate candidate) throws InterruptedException {
        var started = System.nanoTime();
        try {
            return switch (registry.packument(candidate.manifest().name())) {
                case Lookup.Found<Packument>(Packument packument) -> decide(candidate, Optional.of(packument));
                case Lookup.Absent<Packument> absent -> decide(candidate, Optional.empty());
                case Lookup.Unavailable<Packument>(RegistryProblem problem) -> stopped(candidate, problem);
            };
        } catch (PackingRefusedException e) {
            return new PackageResult.Final(
                    candidate.reporting().failed(e.code().name(), e.getMessage(), e.code().remedy(), false));
        } catch (GitException e) {
            var report = candidate.reporting().failed(e.code(), e.getMessage(), e.fault().remedy(), e.transientFault());
            return e.transientFault() ? new PackageResult.Transient(report, Optional.empty()) : new PackageResult.Final(report);
        } catch (IOException e) {
            return new PackageResult.Transient(candidate.reporting().failed("WORK_FOLDER_UNUSABLE",
                    "The tarball could not be written: " + e.getMessage() + ".",
                    "Check free space and permissions of the publisher's work folder (UPM_WORK_DIR).", true), Optional.empty());
        } finally {
            candidate.reporting().took("total", Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private PackageResult decide(Candidate candidate, Optional<Packument> packument) throws IOException, InterruptedException {
        var version = candidate.manifest().version();
        candidate.reporting().oldVersion(packument.flatMap(PackagePublisher::highest));
        var key = keyOf(candidate);
        if (ledger.wasBegunFor(key, received)) {
            // A killed attempt of this very request: what the registry has of it now, it has from here.
            return packAndSend(candidate, key, tagOf(candidate, packument, version));
        }
        return switch (PublishDecision.decide(packument, version, options(candidate))) {
            case PublishDecision.Publish(DistTag tag) -> received.event().settings().mode() == RepositoryMode.PLAN
                    ? planned(candidate, tag)
                    : packAndSend(candidate, key, tag);
            case PublishDecision.Skip(RegistryProblem problem, var gitHead) ->
                skip(candidate, packument.orElseThrow(), problem, gitHead);
            case PublishDecision.Refuse(RegistryProblem problem) -> refused(candidate, problem);
        };
    }

    private PackageResult planned(Candidate candidate, DistTag tag) {
        candidate.reporting().distTag(tag.value());
        return new PackageResult.Final(candidate.reporting().skipped("PLAN_MODE",
                "It would be published under the tag " + tag + "; the repository is in mode plan, in which nothing is."));
    }

    // Later commits without a bump differ from what is published as a matter of course. Only a push that set this very version claims
    // that what it holds is that version.
    private PackageResult skip(Candidate candidate, Packument packument, RegistryProblem problem, Optional<String> gitHead)
            throws IOException {
        var reporting = candidate.reporting();
        var isSameCommit = gitHead.filter(commit.value()::equals).isPresent();
        if (!candidate.bumped() || isSameCommit) {
            return new PackageResult.Final(reporting.skipped(problem.code().name(), problem.cause()));
        }
        var digests = packer.digestsOf(candidate);
        var compared = PublishDecision.decide(Optional.of(packument), candidate.manifest().version(),
                new PublishDecision.Options(List.of(), Optional.empty(), Optional.of(digests)));
        return compared instanceof PublishDecision.Skip(RegistryProblem found, var head)
                && found.code() == RegistryCode.VERSION_EXISTS_OTHER_CONTENT
                        ? refused(candidate, found)
                        : new PackageResult.Final(reporting.skipped(problem.code().name(), problem.cause()));
    }

    private PackageResult packAndSend(Candidate candidate, EffectKey key, DistTag tag)
            throws IOException, InterruptedException {
        candidate.reporting().distTag(tag.value());
        var file = packer.newFile();
        try {
            return send(candidate, key, tag, new SendingToRegistry(registry, packer.pack(candidate, commit, tag, file)));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private PackageResult send(Candidate candidate, EffectKey key, DistTag tag, SendingToRegistry sending)
            throws InterruptedException {
        try {
            return switch (ledger.perform(key, received, sending)) {
                case EffectResult.Done(String integrity, boolean now) -> published(candidate, tag);
                case EffectResult.Refused(String evidence) -> refused(candidate, sending.problem().orElseThrow());
                case EffectResult.Unknown(String evidence) -> stopped(candidate, sending.problem().orElseThrow());
            };
        } catch (RetryLater e) {
            return sending.problem().map(problem -> stopped(candidate, problem)).orElseGet(() -> new PackageResult.Transient(
                    candidate.reporting().failed(e.code(), e.getMessage(), "Nothing needs to be done; it is tried again.",
                            true),
                    e.after()));
        }
    }

    private PackageResult published(Candidate candidate, DistTag tag) {
        return new PackageResult.Final(candidate.reporting().published(candidate.manifest().name() + "@"
                + candidate.manifest().version() + " can be installed from registry " + registry.registry().name() + " (tag "
                + tag + ")."));
    }

    private static PackageResult refused(Candidate candidate, RegistryProblem problem) {
        return new PackageResult.Final(
                candidate.reporting().failed(problem.code().name(), problem.cause(), problem.remedy(), problem.retryHelps()));
    }

    private static PackageResult stopped(Candidate candidate, RegistryProblem problem) {
        var report = candidate.reporting().failed(problem.code().name(), problem.cause(), problem.remedy(),
                problem.retryHelps());
        if (problem.code() == RegistryCode.REGISTRY_CREDENTIAL_REFUSED) {
            return new PackageResult.RegistryPaused(report);
        }
        return problem.retryHelps() ? new PackageResult.Transient(report, problem.retryAfter())
                : new PackageResult.Final(report);
    }

    private DistTag tagOf(Candidate candidate, Optional<Packument> packument, SemVersion version) {
        var without = packument.map(document -> document.without(version));
        return PublishDecision.decide(without, version, options(candidate)) instanceof PublishDecision.Publish(DistTag tag)
                ? tag
                : DistTag.LATEST;
    }

    private PublishDecision.Options options(Candidate candidate) {
        var lines = received.event().settings().maintenanceLines().stream().map(MaintenanceLine::parse).toList();
        return new PublishDecision.Options(lines, askedTag(candidate), Optional.<Digests> empty());
    }

    private static Optional<DistTag> askedTag(Candidate candidate) {
        try {
            return candidate.manifest().publishTag().map(DistTag::new);
        } catch (InvalidValueException e) {
            candidate.reporting().warn("DIST_TAG_INVALID", "publishConfig.tag is passed over: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private EffectKey keyOf(Candidate candidate) {
        return new EffectKey("publish", registry.registry().name() + "/" + candidate.manifest().name() + "@"
                + candidate.manifest().version());
    }

    private static Optional<SemVersion> highest(Packument packument) {
        return packument.versions().isEmpty() ? Optional.empty() : Optional.of(packument.versions().lastKey());
    }
}
