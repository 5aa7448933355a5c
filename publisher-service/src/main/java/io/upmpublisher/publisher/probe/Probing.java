package io.upmpublisher.publisher.probe;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.BranchPattern;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryProbed;
import io.upmpublisher.events.RepositoryProbed.Branch;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.git.GitException;
import io.upmpublisher.git.RemoteBranches;
import io.upmpublisher.publisher.http.Deadline;
import io.upmpublisher.publisher.plan.Planning;
import io.upmpublisher.publisher.registry.Registries;
import io.upmpublisher.publisher.source.Sources;

/** Looks at a repository: whether it can be read, what is in it, and what a push would publish now. It changes nothing. */
@ApplicationScoped
class Probing {

    private final Sources sources;
    private final Planning planning;
    private final Registries registries;
    private final Clock clock;

    Probing(Sources sources, Planning planning, Registries registries, Clock clock) {
        this.sources = sources;
        this.planning = planning;
        this.registries = registries;
        this.clock = clock;
    }

    /**
     * @throws InterruptedException if the service is stopping; a look that took too long ends with a fault
     */
    RepositoryProbed look(RepositoryName repository, RepositorySettings settings, Duration timeLimit)
            throws InterruptedException {
        var report = new ProbeReport(repository, settings, clock.instant());
        try {
            return Deadline.within(timeLimit, () -> look(report));
        } catch (IOException e) {
            // Its own thread may be at it still.
            return new ProbeReport(repository, settings, clock.instant()).failed(new Fault("PROBE_TIMEOUT",
                    "Looking at " + repository + " took longer than " + timeLimit.toSeconds() + " s.",
                    "Look at the git host's and the registry's load; a large repository is quicker the second time.", true));
        }
    }

    private RepositoryProbed look(ProbeReport report) throws InterruptedException {
        try {
            return read(report);
        } catch (GitException e) {
            return report.failed(new Fault(e.code(), e.reason(), e.fault().remedy(), e.transientFault()));
        } catch (Planning.Refused e) {
            return report.failed(e.fault());
        }
    }

    private RepositoryProbed read(ProbeReport report) throws Planning.Refused, InterruptedException {
        var settings = report.settings();
        var remote = sources.branches(report.repository(), settings.branches());
        report.branches(remote);
        var registry = registries.named(settings.registry());
        if (registry.isPresent()) {
            report.registry(RegistryLook.at(registry.get()));
        }
        var branch = publishing(remote);
        if (branch.isEmpty()) {
            return report.failed(noPublishingBranch(report.repository(), settings, remote));
        }
        try (var source = sources.open(report.repository(), CommitRef.of("refs/heads/" + branch.get()), Optional.empty(),
                branch)) {
            report.read(branch.get(), source.commit(), source.dispatches());
        }
        if (registry.isEmpty()) {
            return report.failed(new Fault("REGISTRY_NOT_CONFIGURED",
                    "No registry is configured under the name " + settings.registry() + ".",
                    "Configure it, or set the repository's registry to one of " + registries.names() + ".", false));
        }
        return report.done(PlanOutline.of(planning.outline(new Planning.Question(report.repository(),
                CommitRef.of(report.commit()), Optional.empty(), PackageSelection.all(), settings))));
    }

    // The default branch, where pushes to it publish: what people take for the repository.
    private static Optional<String> publishing(RemoteBranches remote) {
        return remote.defaultBranch().filter(remote.names()::contains).or(() -> remote.names().stream().findFirst());
    }

    private static Fault noPublishingBranch(RepositoryName repository, RepositorySettings settings, RemoteBranches remote) {
        return new Fault("PUBLISHING_BRANCH_MISSING", "%s has none of the publishing branches %s%s.".formatted(repository,
                String.join(", ", settings.branches()),
                remote.defaultBranch().map(branch -> "; its default branch is " + branch).orElse("")),
                "Set the repository's branches to those that publish, or push one of them.", false);
    }

    static List<Branch> branches(RepositorySettings settings, RemoteBranches remote) {
        return settings.branches().stream()
                .map(name -> new Branch(name, remote.names().stream().anyMatch(new BranchPattern(name)::matches))).toList();
    }
}
