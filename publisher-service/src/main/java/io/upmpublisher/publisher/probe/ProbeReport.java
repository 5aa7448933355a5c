package io.upmpublisher.publisher.probe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryProbed;
import io.upmpublisher.events.RepositoryProbed.Branch;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.git.RemoteBranches;

/** Gathers what is found out of a repository, so that a look that fails halfway tells what it has seen. */
final class ProbeReport {

    private final RepositoryName repository;
    private final RepositorySettings settings;
    private final Instant at;
    private List<Branch> branches = List.of();
    private Optional<String> defaultBranch = Optional.empty();
    private Optional<RegistryLook> registry = Optional.empty();
    private @Nullable String branch;
    private @Nullable CommitId commit;
    private Optional<Boolean> dispatcher = Optional.empty();

    ProbeReport(RepositoryName repository, RepositorySettings settings, Instant at) {
        this.repository = repository;
        this.settings = settings;
        this.at = at;
    }

    RepositoryName repository() {
        return repository;
    }

    RepositorySettings settings() {
        return settings;
    }

    CommitId commit() {
        if (commit == null) {
            throw new IllegalStateException("no commit was read");
        }
        return commit;
    }

    void branches(RemoteBranches remote) {
        defaultBranch = remote.defaultBranch();
        branches = Probing.branches(settings, remote);
    }

    void registry(RegistryLook look) {
        registry = Optional.of(look);
    }

    void read(String fromBranch, CommitId id, boolean dispatches) {
        branch = fromBranch;
        commit = id;
        dispatcher = Optional.of(dispatches);
    }

    RepositoryProbed failed(Fault fault) {
        return probed(Optional.of(fault), List.of(), Optional.empty());
    }

    RepositoryProbed done(PlanOutline outline) {
        return probed(Optional.empty(), outline.findings(), Optional.of(outline.plan()));
    }

    private RepositoryProbed probed(Optional<Fault> fault, List<Fault> findings, Optional<RepositoryProbed.Plan> plan) {
        return new RepositoryProbed(repository, settings, at, fault, registry.map(look -> look.and(findings)).orElse(findings),
                defaultBranch, branches, Optional.ofNullable(branch), Optional.ofNullable(commit), plan, dispatcher,
                registry.map(RegistryLook::registry));
    }
}
