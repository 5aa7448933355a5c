package io.upmpublisher.publisher.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.BranchPattern;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.Owners;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.publisher.repository.KnownRepositories;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.token.Role;

@Path("/api/probe")
@Produces(MediaType.APPLICATION_JSON)
class ProbeResource {

    private static final Duration COME_AGAIN = Duration.ofSeconds(10);
    private static final int BY_HAND_AT_ONCE = 2;
    private static final int MAX_BRANCHES = 50;
    // What a registration without further fields gets.
    private static final RepositorySettings OF_UNREGISTERED = new RepositorySettings(RepositoryStatus.PENDING,
            RepositoryMode.PUBLISH, List.of("master", "main"), "default", List.of(), Optional.empty(), Optional.empty(),
            Optional.empty(), 0);

    private final Probing probing;
    private final KnownRepositories repositories;
    private final Owners trustedOwners;
    private final Duration timeLimit;
    private final Semaphore places = new Semaphore(BY_HAND_AT_ONCE);

    @Inject
    ProbeResource(Probing probing, KnownRepositories repositories, ProbeConfig config) {
        this.probing = probing;
        this.repositories = repositories;
        this.trustedOwners = Owners.of(config.trustedOwners().orElse(Set.of()));
        this.timeLimit = config.byHandTimeLimit();
    }

    @GET
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Looks at a repository as it is now: whether it can be read, and what a push would publish; changes nothing")
    public ProbeView probe(
            @Parameter(description = "owner/name, registered or not; its owner must be trusted", required = true) @QueryParam("repository") @Nullable RepositoryName repository,
            @Parameter(description = "Publishing branches to look at it with, instead of its own") @QueryParam("branch") @Nullable List<String> branches,
            @Parameter(description = "The configured name of a registry, instead of its own") @QueryParam("registry") @Nullable String registry)
            throws InterruptedException {
        if (repository == null) {
            throw Problem.invalidField("/repository", "is needed, as in owner/name");
        }
        if (!trustedOwners.include(repository)) {
            throw new Problem(ProbeProblem.OWNER_NOT_TRUSTED, "The owner of " + repository + " is not among the trusted ones.");
        }
        var settings = settings(repository, branches == null ? List.of() : branches, registry);
        if (!places.tryAcquire()) {
            throw Problem.tooManyRequests("Other repositories are being looked at.", COME_AGAIN);
        }
        try {
            return ProbeView.from(probing.look(repository, settings, timeLimit));
        } finally {
            places.release();
        }
    }

    private RepositorySettings settings(RepositoryName repository, List<String> branches, @Nullable String registry) {
        var known = repositories.registered(repository).orElse(OF_UNREGISTERED);
        if (branches.size() > MAX_BRANCHES) {
            throw Problem.invalidField("/branch", "there are at most 50 of them");
        }
        try {
            return new RepositorySettings(known.status(), known.mode(),
                    branches.isEmpty() ? known.branches()
                            : branches.stream().map(branch -> new BranchPattern(branch).value()).toList(),
                    registry == null ? known.registry() : registry, known.maintenanceLines(), known.stopOn(), known.tags(),
                    known.releases(), known.version(), known.registration());
        } catch (InvalidValueException e) {
            throw Problem.invalidField("/branch", e.getMessage());
        }
    }
}
