package io.upmpublisher.audit.query;

import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.RunId;
import io.upmpublisher.web.page.Cursor;
import io.upmpublisher.web.page.Limit;
import io.upmpublisher.web.page.Page;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.token.Role;

@Path("/api/audit")
@Produces(MediaType.APPLICATION_JSON)
class RecordResource {

    private final RecordQueries records;
    private final Export export;
    private final Timelines timelines;

    RecordResource(RecordQueries records, Export export, Timelines timelines) {
        this.records = records;
        this.export = export;
        this.timelines = timelines;
    }

    @GET
    @Path("records")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Lists records, the newest first; data above 64 KiB is left out")
    public Page<RecordView> list(@BeanParam RecordResourceFilter filter,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit, @QueryParam("cursor") @Nullable Cursor cursor) {
        var rows = records.newest(filter.read(), Optional.ofNullable(cursor), limit.withOneMore());
        return Page.of(rows, limit, RecordQueries::cursorOf);
    }

    @GET
    @Path("records/{id}")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Shows a record whole")
    public RecordView get(@PathParam("id") UUID id) {
        return records.find(id).orElseThrow(() -> new Problem(QueryProblem.RECORD_UNKNOWN, "No record has the id " + id + "."));
    }

    @GET
    @Path("runs/{run}")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Tells the story of a run, from the request to the last message, in order")
    public Timeline run(@PathParam("run") RunId run) {
        return timelines.of(run)
                .orElseThrow(() -> new Problem(QueryProblem.RUN_UNKNOWN, "There are no records of run " + run + "."));
    }

    @GET
    @Path("export")
    @Produces("application/x-ndjson")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Exports records whole, one JSON object per line, the newest first")
    public StreamingOutput export(@BeanParam RecordResourceFilter filter) {
        var wanted = filter.read();
        return output -> export.write(wanted, output);
    }
}
