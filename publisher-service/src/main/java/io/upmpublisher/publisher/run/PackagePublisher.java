package io.upmpublisher.publisher.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.messaging.effect.EffectKey;
import io.upmpublisher.messaging.effect.EffectLedger;
import io.upmpublisher.messaging.effect.EffectResult;
import io.upmpublisher.messaging.effect.LostEffect;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.messaging.inbox.RetryLater;
import io.upmpublisher.publisher.decision.PackageDecider;
import io.upmpublisher.publisher.decision.PackageDecision;
import io.upmpublisher.publisher.decision.PackageResult;
import io.upmpublisher.publisher.discovery.Candidate;
import io.upmpublisher.publisher.packing.Packer;
import io.upmpublisher.publisher.packing.WorkFolder;
import io.upmpublisher.publisher.registry.DistTag;
import io.upmpublisher.publisher.registry.Packument;
import io.upmpublisher.publisher.registry.PublishDocument;
import io.upmpublisher.publisher.registry.PublishedContent;
import io.upmpublisher.publisher.registry.RegistryClient;
import io.upmpublisher.publisher.registry.RegistryCode;
import io.upmpublisher.publisher.registry.RegistryProblem;
import io.upmpublisher.publisher.report.Step;

/** Brings one package of a run into the registry, or finds out why not. */
final class PackagePublisher {

    private final Received<PublishRequested> received;
    private final CommitId commit;
    private final RegistryClient registry;
    private final EffectLedger ledger;
    private final PackageDecider decider;
    private final Packing packing;

    PackagePublisher(Received<PublishRequested> received, CommitId commit, RegistryClient registry, EffectLedger ledger,
            PackageDecider decider, Packing packing) {
        this.received = received;
        this.commit = commit;
        this.registry = registry;
        this.ledger = ledger;
        this.decider = decider;
        this.packing = packing;
    }

    PackageResult publish(Candidate candidate) throws InterruptedException {
        return decider.lookUp(candidate, packument -> publish(candidate, packument));
    }

    private PackageResult publish(Candidate candidate, Optional<Packument> packument) throws IOException, InterruptedException {
        var version = candidate.manifest().version();
        var key = keyOf(candidate);
        if (packument.flatMap(document -> document.version(version)).isPresent() && ledger.wasBegunFor(key, received)) {
            // A killed attempt of this very request: what the registry has of it now, it has from here.
            var before = packument.map(document -> document.without(version));
            return finish(candidate, key, decider.tagBefore(candidate, before));
        }
        return switch (decider.decide(candidate, packument)) {
            case PackageDecision.Publish(DistTag tag) -> publishMissing(candidate, key, tag);
            case PackageDecision.Settled(PackageReport report) -> new PackageResult.Final(report);
            case PackageDecision.Unsettled(PackageResult result) -> result;
        };
    }

    // The registry is the truth. What the ledger remembers may have been unpublished since.
    private PackageResult publishMissing(Candidate candidate, EffectKey key, DistTag tag)
            throws IOException, InterruptedException {
        ledger.doubt(key);
        return packAndSend(candidate, key, tag);
    }

    private PackageResult packAndSend(Candidate candidate, EffectKey key, DistTag tag)
            throws IOException, InterruptedException {
        return pack(candidate, tag, document -> {
            // Its size is known only now.
            var stop = decider.stop(candidate);
            return stop.isPresent() ? new PackageResult.Final(stop.get()) : send(candidate, key, document);
        });
    }

    // No warning stops it any more: the version is there, and whoever is told that it failed would look for it in vain.
    private PackageResult finish(Candidate candidate, EffectKey key, DistTag tag) throws IOException, InterruptedException {
        return pack(candidate, tag, document -> send(candidate, key, document));
    }

    private PackageResult pack(Candidate candidate, DistTag tag, Sending sending) throws IOException, InterruptedException {
        candidate.reporting().distTag(tag.value());
        var file = packing.folder().newFile();
        try {
            return sending.of(packing.packer().pack(candidate, commit, tag, file));
        } finally {
            WorkFolder.removeFile(file);
        }
    }

    private PackageResult send(Candidate candidate, EffectKey key, PublishDocument document)
            throws IOException, InterruptedException {
        // The event or the version may be someone else's by now, and what lies in the registry theirs.
        var sending = new SendingToRegistry(registry, document, () -> ledger.renew(key, received, registry.longestPublish()));
        candidate.reporting().begins(Step.SEND);
        var started = System.nanoTime();
        try {
            var result = ledger.perform(key, received, sending);
            candidate.reporting().took("send", Duration.ofNanos(System.nanoTime() - started));
            return switch (result) {
                case EffectResult.Done(String integrity, boolean now) ->
                    done(candidate, key, document, sending.compare(integrity));
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

    // Another request, or another version of this publisher, may have published the version after this one looked for it.
    private PackageResult done(Candidate candidate, EffectKey key, PublishDocument document, PublishedContent published) {
        return switch (published) {
            case PublishedContent.Other(RegistryProblem problem, var files) -> refused(candidate, problem);
            case PublishedContent.Unproven(RegistryProblem problem) -> PackageResult.stoppedBy(problem, candidate.reporting());
            case PublishedContent.Same(String integrity) -> {
                candidate.reporting().publishedAs(integrity);
                yield done(candidate, key, document);
            }
        };
    }

    private PackageResult done(Candidate candidate, EffectKey key, PublishDocument document) {
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

    private EffectKey keyOf(Candidate candidate) {
        return new EffectKey("publish", registry.registry().name() + "/" + nameOf(candidate));
    }

    private static String nameOf(Candidate candidate) {
        return candidate.manifest().name() + "@" + candidate.manifest().version();
    }

    @FunctionalInterface
    private interface Sending {
        PackageResult of(PublishDocument document) throws IOException, InterruptedException;
    }

    /** How tarballs are made, and where they lie while they are sent. */
    record Packing(Packer packer, WorkFolder folder) {
    }
}
