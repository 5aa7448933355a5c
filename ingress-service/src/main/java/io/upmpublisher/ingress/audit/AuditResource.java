package io.upmpublisher.ingress.audit;

import java.net.URI;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.ingress.link.Links;
import io.upmpublisher.operator.Operator;
import io.upmpublisher.web.page.Cursor;
import io.upmpublisher.web.page.Limit;
import io.upmpublisher.web.page.Page;
import io.upmpublisher.web.token.Role;

@Path("/api/repositories")
@Produces(MediaType.APPLICATION_JSON)
class AuditResource {

    private static final String ACTION = "repository.audit";

    private final Audits audits;
    private final AuditReport report;
    private final AuditExport export;
    private final IngressDatabase database;
    private final Operator operator;
    private final Links links;

    AuditResource(Audits audits, AuditReport report, AuditExport export, IngressDatabase database, Operator operator,
            Links links) {
        this.audits = audits;
        this.report = report;
        this.export = export;
        this.database = database;
        this.operator = operator;
        this.links = links;
    }

    /** Where to see what comes of it. */
    record Started(RepositoryName repository, URI report) {
    }

    @GET
    @Path("/audit")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Reports on all registered repositories: what is really there, what is wrong with it and what to do")
    public AuditView report(@QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit,
            @QueryParam("cursor") @Nullable Cursor cursor, @QueryParam("flagged") @DefaultValue("false") boolean flagged) {
        var after = cursor == null ? "" : cursor.text(0);
        return database.inTransaction(() -> {
            var lines = report.lines(after, limit.withOneMore(), flagged);
            return AuditView.of(audits.latest(), report.counts(),
                    Page.of(lines, limit, last -> Cursor.of(last.repository().key())));
        });
    }

    @GET
    @Path("/audit")
    // Whoever says nothing of what he takes gets pages.
    @Produces("application/x-ndjson;qs=0.5")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "The same of all repositories without counts, one JSON object per line, in the order of their names")
    public StreamingOutput export(@QueryParam("flagged") @DefaultValue("false") boolean flagged) {
        return output -> export.write(flagged, output);
    }

    @POST
    @Path("/audit")
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Looks at all registered repositories anew; while that goes on, asking again answers how far it is")
    public Response auditAll() {
        var started = operator.act(ACTION, "all repositories", () -> audits.startOfAll(operator.name()));
        return Response.accepted(AuditView.Progress.from(started)).location(links.repositoriesAudit()).build();
    }

    @POST
    @Path("/{repository: [^/]+/[^/]+}/audit")
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Looks at a repository anew")
    public Response audit(@PathParam("repository") RepositoryName repository) {
        operator.act(ACTION, repository.toString(), () -> {
            audits.start(repository, operator.name());
            return null;
        });
        var link = links.repository(repository);
        return Response.accepted(new Started(repository, link)).location(link).build();
    }
}
