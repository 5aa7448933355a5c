package io.upmpublisher.ingress.delivery;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.CommitPrefix;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.ingress.link.Links;
import io.upmpublisher.operator.Operator;
import io.upmpublisher.web.page.Cursor;
import io.upmpublisher.web.page.Limit;
import io.upmpublisher.web.page.Page;
import io.upmpublisher.web.token.Role;

@Path("/api/deliveries")
@Produces(MediaType.APPLICATION_JSON)
class DeliveryResource {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,100}");

    private final DeliveryRepository deliveries;
    private final DeliveryReplay replay;
    private final BulkReplay bulkReplay;
    private final IngressDatabase database;
    private final Operator operator;
    private final Links links;

    DeliveryResource(DeliveryRepository deliveries, DeliveryReplay replay, BulkReplay bulkReplay, IngressDatabase database,
            Operator operator,
            Links links) {
        this.deliveries = deliveries;
        this.replay = replay;
        this.bulkReplay = bulkReplay;
        this.database = database;
        this.operator = operator;
        this.links = links;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Lists what came in and what was decided on it, the newest first")
    public Page<DeliveryView> list(@QueryParam("repository") @Nullable RepositoryName repository,
            @QueryParam("commit") @Nullable CommitPrefix commit,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit, @QueryParam("cursor") @Nullable Cursor cursor) {
        return database.inTransaction(() -> {
            var rows = deliveries.newest(Optional.ofNullable(repository), Optional.ofNullable(commit), cursor,
                    limit.withOneMore());
            return Page.of(rows, limit, last -> Cursor.of(last.receivedAt(), last.id()))
                    .map(delivery -> DeliveryView.from(delivery, links));
        });
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Shows a delivery without its body")
    public DeliveryView get(@PathParam("id") String id) {
        requireForm(id);
        return database.inTransaction(() -> deliveries.findByIdOptional(id)
                .map(delivery -> DeliveryView.from(delivery, links)).orElseThrow(DeliveryReplay::unknown));
    }

    @POST
    @Path("{id}/replay")
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Decides anew on an ignored delivery, by the registration of now")
    public Response replay(@PathParam("id") String id) {
        requireForm(id);
        var taken = operator.refusable("delivery.replay", id, () -> replay.replay(id));
        return Response.accepted(DeliveryAnswer.from(taken, links)).build();
    }

    @POST
    @Path("replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Decides anew on the ignored deliveries that fit, the oldest first, at most 200; with dryRun only counts them")
    public Response replayAll(@NotNull ReplayBody body) {
        var filter = body.filter();
        var after = Optional.ofNullable(body.cursor()).map(Cursor::fromString);
        return body.isDryRun() ? Response.ok(bulkReplay.plan(filter, after)).build()
                : Response.accepted(bulkReplay.replay(filter, after)).build();
    }

    // Neither a query nor an event is made of what cannot be an id.
    private static void requireForm(String id) {
        if (!ID.matcher(id).matches()) {
            throw DeliveryReplay.unknown();
        }
    }
}
