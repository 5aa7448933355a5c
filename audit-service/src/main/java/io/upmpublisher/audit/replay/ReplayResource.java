package io.upmpublisher.audit.replay;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import io.upmpublisher.audit.deadletter.DeadLetterView;
import io.upmpublisher.audit.link.Links;
import io.upmpublisher.web.token.Role;

@Path("/api/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
class ReplayResource {

    private final Replays replays;
    private final Links links;

    ReplayResource(Replays replays, Links links) {
        this.replays = replays;
        this.links = links;
    }

    @POST
    @Path("{id}/replay")
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Asks the service that gave up to work on the event again; only what is missing happens")
    public Response replay(@PathParam("id") UUID id) {
        return Response.accepted(DeadLetterView.from(replays.request(id), links)).build();
    }

    @POST
    @Path("replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Replays the parked dead letters that fit, the oldest first, at most 1000; with dryRun only counts them")
    public Response replayAll(@NotNull ReplayBody body) {
        var filter = body.filter();
        if (body.isDryRun()) {
            return Response.ok(ReplayAnswer.from(replays.plan(filter), true, links)).build();
        }
        return Response.accepted(ReplayAnswer.from(replays.requestAll(filter), false, links)).build();
    }
}
