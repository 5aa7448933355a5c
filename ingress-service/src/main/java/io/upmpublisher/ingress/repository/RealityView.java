package io.upmpublisher.ingress.repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.RepositoryProbed;
import io.upmpublisher.ingress.reality.Flag;
import io.upmpublisher.ingress.reality.HostView;
import io.upmpublisher.ingress.reality.Reality;

/**
 * How a repository was found to be.
 *
 * @param probe as the publisher last read it; absent until it has told so
 * @param gitHub as GitHub last showed it; absent until it was asked
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RealityView(Optional<Probe> probe, Optional<Host> gitHub, List<FlagView> flags) {

    static RealityView from(Reality reality) {
        return new RealityView(reality.probe().map(Probe::from), reality.host().map(Host::from),
                reality.flags().stream().map(FlagView::from).toList());
    }

    /**
     * @param readable whether a push could publish
     * @param version of the settings that it was read with
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Probe(boolean readable, Instant probedAt, long version, Optional<Fault> fault, List<Fault> findings,
            Optional<String> defaultBranch, List<RepositoryProbed.Branch> branches, Optional<String> branch,
            Optional<CommitId> commit, Optional<RepositoryProbed.Plan> plan, Optional<Boolean> dispatcher,
            Optional<RepositoryProbed.Registry> registry) {

        static Probe from(RepositoryProbed probed) {
            return new Probe(probed.wasRead(), probed.probedAt(), probed.settings().version(), probed.fault(),
                    probed.findings(), probed.defaultBranch(), probed.branches(), probed.branch(), probed.commit(),
                    probed.plan(), probed.dispatcher(), probed.registry());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Host(HostView.State state, Instant askedAt, Optional<String> code, Optional<String> reason,
            Optional<String> fullName, Optional<String> defaultBranch, boolean archived, boolean disabled) {

        static Host from(HostView view) {
            return new Host(view.state(), view.askedAt(), view.code(), view.reason(), view.fullName(), view.defaultBranch(),
                    view.archived(), view.disabled());
        }
    }

    record FlagView(String code, String cause, String remedy, Flag.Source from, Instant since) {

        static FlagView from(Flag flag) {
            return new FlagView(flag.code(), flag.cause(), flag.remedy(), flag.from(), flag.since());
        }
    }
}
