package io.upmpublisher.publisher.run;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.eclipse.microprofile.openapi.annotations.Operation;

import io.upmpublisher.events.RunId;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.token.Role;

@Path("/api/runs")
class RunResource {

    private final RunRepository runs;
    private final RunSteps steps;

    RunResource(RunRepository runs, RunSteps steps) {
        this.runs = runs;
        this.steps = steps;
    }

    @GET
    @Path("/{run}")
    @RolesAllowed(Role.VIEW)
    @Transactional
    @Operation(summary = "Shows a run and its packages, while it is worked on too")
    public RunView run(@PathParam("run") UUID id) {
        var run = new RunId(id);
        return runs.find(run).map(found -> RunView.from(found, runs.packagesOf(run), steps.of(run)))
                .orElseThrow(() -> Problem.notFound("no run " + run + " has been begun; GET /api/publish-requests/" + run
                        + " of the ingress tells whether it waits"));
    }
}
