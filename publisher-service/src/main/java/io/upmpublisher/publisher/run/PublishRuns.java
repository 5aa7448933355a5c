package io.upmpublisher.publisher.run;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.PackageOutcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.git.GitException;
import io.upmpublisher.messaging.effect.EffectLedger;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.publisher.decision.PackageDecider;
import io.upmpublisher.publisher.decision.PackagePlanner;
import io.upmpublisher.publisher.decision.PackageResult;
import io.upmpublisher.publisher.discovery.Candidate;
import io.upmpublisher.publisher.discovery.Discovery;
import io.upmpublisher.publisher.discovery.RunRefusedException;
import io.upmpublisher.publisher.manifest.UpmPackageRule;
import io.upmpublisher.publisher.order.DependencyTiers;
import io.upmpublisher.publisher.order.PackageWork;
import io.upmpublisher.publisher.order.TieredPublishing;
import io.upmpublisher.publisher.packing.Packer;
import io.upmpublisher.publisher.packing.WorkFolder;
import io.upmpublisher.publisher.registry.Registries;
import io.upmpublisher.publisher.registry.RegistryClient;
import io.upmpublisher.publisher.source.Source;
import io.upmpublisher.publisher.source.Sources;

/** Performs runs: from the commit to the registry, as far as one attempt gets. */
@ApplicationScoped
class PublishRuns {

    private final RunJournal journal;
    private final RunSteps steps;
    private final Sources sources;
    private final Registries registries;
    private final EffectLedger ledger;
    private final WorkFolder folder;
    private final PackagePublisher.Packing packing;
    private final TieredPublishing.TimeLimits limits;
    private final UpmPackageRule rule;

    PublishRuns(RunJournal journal, RunSteps steps, Sources sources, Registries registries, EffectLedger ledger,
            RunConfig config) {
        this.journal = journal;
        this.steps = steps;
        this.sources = sources;
        this.registries = registries;
        this.ledger = ledger;
        this.folder = WorkFolder.under(config.packing().workDir());
        this.packing = new PackagePublisher.Packing(Packer.of(config.packing()), folder);
        this.limits = TieredPublishing.TimeLimits.of(config.order());
        this.rule = new UpmPackageRule(config.discovery().scopes().orElse(Set.of()));
    }

    /**
     * Does what the run still needs; each package's outcome is recorded as soon as it is known.
     *
     * @return what could not be settled, if anything
     * @throws GitException if the commit cannot be read at all
     * @throws RunRefusedException if it is more than a run can take
     */
    Optional<Unsettled> perform(Received<PublishRequested> received) throws InterruptedException {
        var request = received.event();
        var progress = QuarkusTransaction.requiringNew().call(() -> journal.progress(request.run()));
        var commit = progress.commit().map(id -> CommitRef.of(id.value())).orElse(request.commit());
        try (var source = sources.open(request.repository(), commit, request.before(), request.branch())) {
            received.record(() -> journal.resolved(request.run(), source.commit()));
            var unsettled = perform(received, source, progress);
            countPackages(received, source);
            return unsettled;
        }
    }

    /** Who tags what was published must know whether a version alone says whose it is, and would have to find it all again. */
    private void countPackages(Received<PublishRequested> received, Source source) {
        var run = received.event().run();
        if (received.event().settings().wantsTags()
                && QuarkusTransaction.requiringNew().call(() -> journal.lacksCount(run))) {
            new PackageCount(source, rule).isSeveral()
                    .ifPresent(several -> received.record(() -> journal.counted(run, several)));
        }
    }

    private Optional<Unsettled> perform(Received<PublishRequested> received, Source source, RunJournal.Progress progress)
            throws InterruptedException {
        var request = received.event();
        var found = Discovery.in(source, request.packages(), rule, progress.settled());
        // All at once: of manifests that share a name, one alone would look as if it did not.
        received.record(() -> found.settled().forEach(report -> journal.record(request.run(), report)));
        if (found.candidates().isEmpty()) {
            return Optional.empty();
        }
        var registry = registries.named(request.settings().registry());
        if (registry.isEmpty()) {
            return all(found.candidates(), candidate -> new PackageResult.Misconfigured(
                    candidate.reporting().misconfigured(request.settings().registry(), registries.names())));
        }
        var problem = registries.check(registry.get());
        if (problem.isPresent()) {
            return all(found.candidates(), candidate -> PackageResult.stoppedBy(problem.get(), candidate.reporting()));
        }
        var missing = new HashSet<>(progress.missing());
        found.settled().stream().filter(TieredPublishing::isMissing).flatMap(report -> report.name().stream())
                .forEach(missing::add);
        var decider = new PackageDecider(registry.get(), source.commit(), request.settings(), packing.packer(),
                PackageDecider.Checks.of(source, found.candidates(), request.settings(), registry.get(), registries.all()));
        found.candidates().forEach(candidate -> candidate.reporting().followedBy(
                step -> received.record(() -> steps.begun(request.run(), candidate.path(), step))));
        var work = switch (request.settings().mode()) {
            case PUBLISH -> publishing(received, source, registry.get(), decider);
            case PLAN -> (PackageWork) new PackagePlanner(decider, packing.packer(), (candidate, packed) -> {
            })::plan;
        };
        var results = new TieredPublishing(work,
                report -> received.record(() -> journal.record(request.run(), report)), limits, missing)
                .publish(DependencyTiers.of(found.candidates()));
        noteCredential(registry.get(), results);
        return Unsettled.among(results);
    }

    private PackageWork publishing(Received<PublishRequested> received, Source source, RegistryClient registry,
            PackageDecider decider) {
        return new PackagePublisher(received, source.commit(), registry, ledger, decider, packing)::publish;
    }

    private static Optional<Unsettled> all(List<Candidate> candidates, Function<Candidate, PackageResult> result) {
        return Unsettled.among(candidates.stream().map(result).toList());
    }

    // Reading a public package proves nothing about the token; publishing does.
    private void noteCredential(RegistryClient registry, List<PackageResult> results) {
        if (results.stream().anyMatch(PackageResult.RegistryPaused.class::isInstance)) {
            registries.noteCredentialRefused(registry);
        } else if (results.stream().map(PackageResult::report).map(PackageReport::outcome)
                .anyMatch(PackageOutcome.PUBLISHED::equals)) {
            registries.noteCredentialTaken(registry);
        }
    }

    @PreDestroy
    void close() throws IOException {
        folder.close();
    }
}
