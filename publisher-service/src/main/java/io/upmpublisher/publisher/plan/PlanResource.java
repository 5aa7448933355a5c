package io.upmpublisher.publisher.plan;

import java.time.Duration;
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

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.Owners;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.publisher.repository.KnownRepositories;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.token.Role;

@Path("/api/plan")
@Produces(MediaType.APPLICATION_JSON)
class PlanResource {

    private static final Duration COME_AGAIN = Duration.ofSeconds(10);

    private final Planning planning;
    private final KnownRepositories repositories;
    private final Owners trustedOwners;
    private final Semaphore places;

    @Inject
    PlanResource(Planning planning, KnownRepositories repositories, PlanConfig config) {
        this.planning = planning;
        this.repositories = repositories;
        this.trustedOwners = Owners.of(config.trustedOwners().orElse(Set.of()));
        this.places = new Semaphore(config.atOnce());
    }

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Shows what a push of a commit would publish, and why not the rest; publishes nothing")
    public PlanView plan(
            @Parameter(description = "owner/name, registered or not; its owner must be trusted", required = true) @QueryParam("repository") @Nullable RepositoryName repository,
            @Parameter(description = "A commit, a branch or a tag; the default branch if absent") @QueryParam("commit") @Nullable CommitRef commit,
            @Parameter(description = "Only packages whose manifest changed since this commit") @QueryParam("before") @Nullable CommitId before,
            @Parameter(description = "Only the package whose manifest is at this path") @QueryParam("path") @Nullable String path)
            throws InterruptedException {
        if (repository == null) {
            throw Problem.invalidField("/repository", "is needed, as in owner/name");
        }
        if (!trustedOwners.include(repository)) {
            throw new Problem(PlanProblem.OWNER_NOT_TRUSTED, "The owner of " + repository + " is not among the trusted ones.");
        }
        var question = new Planning.Question(repository, commit == null ? CommitRef.of("HEAD") : commit,
                Optional.ofNullable(before), selection(before, path), repositories.settingsOf(repository));
        if (!places.tryAcquire()) {
            throw Problem.tooManyRequests("Other plans are being made; each packs all packages that it shows.", COME_AGAIN);
        }
        try {
            return PlanView.from(question, planning.plan(question));
        } catch (Planning.Refused e) {
            throw refused(e.fault());
        } finally {
            places.release();
        }
    }

    private static PackageSelection selection(@Nullable CommitId before, @Nullable String path) {
        if (path == null) {
            return before == null ? PackageSelection.all() : PackageSelection.changed();
        }
        try {
            return PackageSelection.at(path);
        } catch (InvalidValueException e) {
            throw Problem.invalidField("/path", e.getMessage());
        }
    }

    private static Problem refused(Fault fault) {
        var detail = fault.code() + ": " + fault.cause() + " " + fault.remedy();
        return fault.retryHelps() ? Problem.unavailable(detail, COME_AGAIN)
                : new Problem(PlanProblem.COMMIT_NOT_PLANNABLE, detail);
    }
}
