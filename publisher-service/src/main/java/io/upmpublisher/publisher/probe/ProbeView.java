package io.upmpublisher.publisher.probe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryProbed;

/**
 * What a look at a repository found, as the API shows it: the same as {@code repository.probed} tells.
 *
 * @param readable whether a push could publish
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ProbeView(RepositoryName repository, boolean readable, Instant probedAt, Optional<Fault> fault, List<Fault> findings,
        Optional<String> defaultBranch, List<RepositoryProbed.Branch> branches, Optional<String> branch,
        Optional<CommitId> commit, Optional<RepositoryProbed.Plan> plan, Optional<Boolean> dispatcher,
        Optional<RepositoryProbed.Registry> registry) {

    static ProbeView from(RepositoryProbed probed) {
        return new ProbeView(probed.repository(), probed.wasRead(), probed.probedAt(), probed.fault(), probed.findings(),
                probed.defaultBranch(), probed.branches(), probed.branch(), probed.commit(), probed.plan(),
                probed.dispatcher(), probed.registry());
    }
}
