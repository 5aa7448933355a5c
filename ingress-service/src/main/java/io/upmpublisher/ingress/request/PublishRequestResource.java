package io.upmpublisher.ingress.request;

import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;

import io.upmpublisher.events.RunId;
import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.ingress.link.Links;
import io.upmpublisher.ingress.request.Decision.Ignore;
import io.upmpublisher.operator.Operator;
import io.upmpublisher.web.problem.InvalidField;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.token.Caller;
import io.upmpublisher.web.token.Role;

@Path("/api/publish-requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class PublishRequestResource {

    private final Requests requests;
    private final AcceptedRequestRepository accepted;
    private final IngressDatabase database;
    private final Caller caller;
    private final Operator operator;
    private final Links links;

    PublishRequestResource(Requests requests, AcceptedRequestRepository accepted, IngressDatabase database, Caller caller,
            Operator operator, Links links) {
        this.requests = requests;
        this.accepted = accepted;
        this.database = database;
        this.caller = caller;
        this.operator = operator;
        this.links = links;
    }

    record Answer(RunId run, Links.OfRun links) {
    }

    @POST
    @RolesAllowed({ Role.OPERATE, Role.REQUEST })
    @Operation(summary = "Asks for a publish by hand; it is never taken for a repetition")
    public Response request(@Valid @NotNull PublishRequestBody body) {
        var run = operator.refusable("publish.request", body.repository().toString(), () -> accept(body));
        return Response.accepted(new Answer(run, links.ofRun(run))).location(links.request(run)).build();
    }

    @GET
    @Path("{run}")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Shows a request, known from the moment of its acceptance")
    public PublishRequestView get(@PathParam("run") RunId run) {
        return database.inTransaction(() -> accepted.findByIdOptional(run.value())
                .map(request -> PublishRequestView.from(request, links))
                .orElseThrow(() -> new Problem(RequestProblem.REQUEST_UNKNOWN, "No request was accepted as run " + run + ".")));
    }

    private RunId accept(PublishRequestBody body) {
        if (!caller.mayRequest(body.repository())) {
            throw Problem.forbidden(caller.name() + " may not ask for " + body.repository() + ".");
        }
        var draft = body.toDraft(operator.name());
        return database.inTransaction(() -> {
            requests.refusal(draft).ifPresent(refusal -> {
                throw problem(refusal);
            });
            return requests.acceptManual(draft);
        });
    }

    private static Problem problem(Ignore refusal) {
        var type = RequestProblem.valueOf(refusal.code().name());
        return new Problem(type, refusal.reason(),
                List.of(new InvalidField("/repository", type.title())), Map.of());
    }
}
