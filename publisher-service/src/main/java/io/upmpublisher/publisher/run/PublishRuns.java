package io.upmpublisher.publisher.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.git.GitException;
import io.upmpublisher.messaging.effect.EffectLedger;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.publisher.manifest.UpmPackageRule;
import io.upmpublisher.publisher.registry.Registries;
import io.upmpublisher.publisher.source.Source;
import io.upmpublisher.publisher.source.Sources;

/** Performs runs: from the commit to the registry, as far as one attempt gets. */
@ApplicationScoped
class PublishRuns {

    private final RunJournal journal;
    private final Sources sources;
    private final Registries registries;
    private final EffectLedger ledger;
    private final Packer packer;
    private final UpmPackageRule rule;

    PublishRuns(RunJournal journal, Sources sources, Registries registries, EffectLedger ledger, RunConfig config) {
        this.journal = journal;
        this.sources = sources;
        this.registries = registries;
        this.ledger = ledger;
        this.packer = Packer.of(config);
        this.rule = new UpmPackageRule(config.scopes().orElse(Set.of()));
    }

    /**
     * Does what the run still needs; each package's outcome is recorded as soon as it is known.
     *
     * @return what could not be settled, if anything
     * @throws GitException if the commit cannot be read at all
     */
    Optional<Unsettled> perform(Received<PublishRequested> received) throws InterruptedException {
        var request = received.event();
        try (var source = sources.open(request.repository(), request.commit(), request.before(), request.branch())) {
            received.record(() -> journal.resolved(request.run(), source.commit()));
            return perform(received, source);
        }
    }

    private Optional<Unsettled> perform(Received<PublishRequested> received, Source source) throws InterruptedException {
        var request = received.event();
        Set<String> settled = QuarkusTransaction.requiringNew().call(() -> journal.settledPaths(request.run()));
        var found = Discovery.in(source, request.packages(), rule, settled);
        found.settled().forEach(report -> received.record(() -> journal.record(request.run(), report)));
        if (found.candidates().isEmpty()) {
            return Optional.empty();
        }
        var registry = registries.named(request.settings().registry());
        if (registry.isEmpty()) {
            refuseAll(received, found.candidates());
            return Optional.empty();
        }
        var publisher = new PackagePublisher(received, source.commit(), registry.get(), ledger, packer);
        var results = new TieredPublishing(publisher, received, journal).publish(DependencyTiers.of(found.candidates()));
        registries.noteCredential(registry.get(), results.stream().anyMatch(PackageResult.RegistryPaused.class::isInstance));
        return Unsettled.among(results);
    }

    private void refuseAll(Received<PublishRequested> received, List<Candidate> candidates) {
        var name = received.event().settings().registry();
        candidates.forEach(candidate -> received.record(() -> journal.record(received.event().run(),
                candidate.reporting().failed("REGISTRY_NOT_CONFIGURED",
                        "No registry is configured under the name " + name + ".",
                        "Configure it, or set the repository's registry to one of " + registries.names() + ".", true))));
    }
}
