package io.upmpublisher.publisher.run;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
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
import io.upmpublisher.messaging.effect.LostEffect;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.messaging.inbox.RetryLater;
import io.upmpublisher.publisher.registry.Digests;
import io.upmpublisher.publisher.registry.DistTag;
import io.upmpublisher.publisher.registry.Lookup;
import io.upmpublisher.publisher.registry.MaintenanceLine;
import io.upmpublisher.publisher.registry.Packument;
import io.upmpublisher.publisher.registry.PublishDecision;
import io.upmpublisher.publisher.registry.PublishDocument;
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
    private final Packing packing;
    private final Inspection inspection;

    PackagePublisher(Received<PublishRequested> received, CommitId commit, RegistryClient registry, EffectLedger ledger,
            Packing packing, Inspection inspection) {
        this.received = received;
        this.commit = commit;
        this.registry = registry;
        this.ledger = ledger;
        this.packing = packing;
        this.inspection = inspection;
    }

    PackageResult publish(Candidate candidate) throws InterruptedException {
        candidate.reporting().started();
        try {
            return switch (registry.packument(candidate.manifest().name())) {
                case Lookup.Found<Packument>(Packument packument) -> decide(candidate, Optional.of(packument));
                case Lookup.Absent<Packument> absent -> decide(candidate, Optional.empty());
                case Lookup.Unavailable<Packument>(RegistryProblem problem) ->
                    PackageResult.stoppedBy(problem, candidate.reporting());
            };
        } catch (PackingRefusedException e) {
            return new PackageResult.Final(
                    candidate.reporting().failed(e.code().name(), e.getMessage(), e.code().remedy(), false));
        } catch (GitException e) {
            var report = candidate.reporting().failed(e.code(), e.reason(), e.fault().remedy(), e.transientFault());
            return e.transientFault() ? new PackageResult.Transient(report, Optional.empty()) : new PackageResult.Final(report);
        } catch (IOException e) {
            return new PackageResult.Transient(candidate.reporting().failed("WORK_FOLDER_UNUSABLE",
                    "The tarball could not be written: " + e.getMessage() + ".",
                    "Check free space and permissions of the publisher's work folder (UPM_WORK_DIR).", true), Optional.empty());
        }
    }

    private PackageResult decide(Candidate candidate, Optional<Packument> packument) throws IOException, InterruptedException {
        var version = candidate.manifest().version();
        var key = keyOf(candidate);
        if (packument.flatMap(document -> document.version(version)).isPresent() && ledger.wasBegunFor(key, received)) {
            // A killed attempt of this very request: what the registry has of it now, it has from here.
            var before = packument.map(document -> document.without(version));
            candidate.reporting().oldVersion(before.flatMap(PackagePublisher::highest));
            inspection.inspect(candidate, before);
            return packAndSend(candidate, key, tagOf(candidate, before, version));
        }
        candidate.reporting().oldVersion(packument.flatMap(PackagePublisher::highest));
        return switch (PublishDecision.decide(packument, version, options(candidate))) {
            case PublishDecision.Publish(DistTag tag) -> {
                inspection.inspect(candidate, packument);
                var stop = inspection.stop(candidate);
                yield stop.isPresent() ? new PackageResult.Final(stop.get()) : publishOrPlan(candidate, key, tag);
            }
            case PublishDecision.Skip(RegistryProblem problem, var gitHead) ->
                skip(candidate, packument.orElseThrow(), problem, gitHead);
            case PublishDecision.Refuse(RegistryProblem problem) -> refused(candidate, problem);
        };
    }

    private PackageResult publishOrPlan(Candidate candidate, EffectKey key, DistTag tag)
            throws IOException, InterruptedException {
        return received.event().settings().mode() == RepositoryMode.PLAN ? planned(candidate, tag)
                : publishMissing(candidate, key, tag);
    }

    // The registry is the truth. What the ledger remembers may have been unpublished since.
    private PackageResult publishMissing(Candidate candidate, EffectKey key, DistTag tag)
            throws IOException, InterruptedException {
        ledger.doubt(key);
        return packAndSend(candidate, key, tag);
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
        var digests = packing.packer().digestsOf(candidate);
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
        var file = packing.folder().newFile();
        try {
            var document = packing.packer().pack(candidate, commit, tag, file);
            // Its size is known only now.
            var stop = inspection.stop(candidate);
            return stop.isPresent() ? new PackageResult.Final(stop.get()) : send(candidate, key, document);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private PackageResult send(Candidate candidate, EffectKey key, PublishDocument document) throws InterruptedException {
        var sending = new SendingToRegistry(registry, document);
        var started = System.nanoTime();
        try {
            var result = ledger.perform(key, received, sending);
            candidate.reporting().took("send", Duration.ofNanos(System.nanoTime() - started));
            return switch (result) {
                case EffectResult.Done(String integrity, boolean now) -> done(candidate, key, document, integrity);
                case EffectResult.Refused(String evidence) -> refused(candidate, sending.problem().orElseThrow());
                case EffectResult.Unknown(String evidence) ->
                    PackageResult.stoppedBy(sending.problem().orElseThrow(), candidate.reporting());
            };
        } catch (LostEffect e) {
            return later(candidate, "EFFECT_IN_PROGRESS", "Another request took over publishing this version.",
                    Optional.empty());
        } catch (RetryLater e) {
            return sending.problem().map(problem -> PackageResult.stoppedBy(problem, candidate.reporting()))
                    .orElseGet(() -> later(candidate, e.code(), e.getMessage(), e.after()));
        }
    }

    // Another request may have published the version after this one looked for it.
    private PackageResult done(Candidate candidate, EffectKey key, PublishDocument document, String integrity) {
        if (!integrity.equals(document.tarball().digests().integrity())) {
            var code = RegistryCode.VERSION_EXISTS_OTHER_CONTENT;
            return new PackageResult.Final(candidate.reporting().failed(code.name(), nameOf(candidate)
                    + " was published by another request meanwhile, with other content.", code.remedy(), code.retryHelps()));
        }
        if (!ledger.wasBegunFor(key, received)) {
            return new PackageResult.Final(candidate.reporting().skipped(RegistryCode.VERSION_EXISTS.name(),
                    nameOf(candidate) + " was published by another request meanwhile."));
        }
        return new PackageResult.Final(candidate.reporting().published(nameOf(candidate)
                + " can be installed from registry " + registry.registry().name() + " (tag " + document.tag() + ")."));
    }

    private static PackageResult later(Candidate candidate, String code, String cause, Optional<Duration> after) {
        return new PackageResult.Transient(
                candidate.reporting().failed(code, cause, "Nothing needs to be done; it is tried again.", true), after);
    }

    private static PackageResult refused(Candidate candidate, RegistryProblem problem) {
        return new PackageResult.Final(
                candidate.reporting().failed(problem.code().name(), problem.cause(), problem.remedy(), problem.retryHelps()));
    }

    // If it is not to be published now any more, it is there already, and the tag is not used.
    private DistTag tagOf(Candidate candidate, Optional<Packument> before, SemVersion version) {
        return PublishDecision.decide(before, version, options(candidate)) instanceof PublishDecision.Publish(DistTag tag)
                ? tag
                : DistTag.LATEST;
    }

    private PublishDecision.Options options(Candidate candidate) {
        return new PublishDecision.Options(maintenanceLines(candidate), askedTag(candidate), Optional.<Digests> empty());
    }

    private List<MaintenanceLine> maintenanceLines(Candidate candidate) {
        var lines = new ArrayList<MaintenanceLine>();
        for (var text : received.event().settings().maintenanceLines()) {
            try {
                lines.add(MaintenanceLine.parse(text));
            } catch (InvalidValueException e) {
                candidate.reporting().warn("MAINTENANCE_LINE_INVALID",
                        "A maintenance line of the repository's settings is passed over: " + e.getMessage() + ".");
            }
        }
        return lines;
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
        return new EffectKey("publish", registry.registry().name() + "/" + nameOf(candidate));
    }

    private static String nameOf(Candidate candidate) {
        return candidate.manifest().name() + "@" + candidate.manifest().version();
    }

    private static Optional<SemVersion> highest(Packument packument) {
        return packument.versions().isEmpty() ? Optional.empty() : Optional.of(packument.versions().lastKey());
    }

    /** How tarballs are made, and where they lie while they are sent. */
    record Packing(Packer packer, WorkFolder folder) {
    }
}
