package io.upmpublisher.web;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.web.page.Cursor;
import io.upmpublisher.web.page.Limit;
import io.upmpublisher.web.page.Page;
import io.upmpublisher.web.problem.BodyLimit;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.token.Caller;
import io.upmpublisher.web.token.Role;
import io.upmpublisher.web.token.TypedTokens;
import io.vertx.ext.web.RoutingContext;

/** Has one path for each way in which a service's resource can go wrong. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ThingResource {

    static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final Logger LOG = Logger.getLogger(ThingResource.class);

    public enum Size {
        SMALL,
        LARGE
    }

    public record Part(@NotBlank String label, int count) {
    }

    public record Thing(@NotBlank String name, @Nullable Size size, List<@Valid Part> parts,
            @Nullable RepositoryName repository,
            @Nullable Instant time) {

        public Thing {
            parts = parts == null ? List.of() : List.copyOf(parts);
        }
    }

    private final Caller caller;

    @Inject
    TypedTokens typedTokens;

    ThingResource(Caller caller) {
        this.caller = caller;
    }

    @GET
    @Path("api/things")
    @RolesAllowed(Role.VIEW)
    public Page<Integer> list(@QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit,
            @QueryParam("cursor") @Nullable Cursor cursor) {
        var from = cursor == null ? 0 : (int) cursor.number(0);
        var rows = java.util.stream.IntStream.range(from, 120).boxed().limit(limit.withOneMore()).toList();
        return Page.of(rows, limit, last -> Cursor.of(last + 1));
    }

    @POST
    @Path("api/things")
    @RolesAllowed(Role.OPERATE)
    public Thing make(@Valid @NotNull Thing thing) {
        return new Thing(thing.name, thing.size, thing.parts, thing.repository, TIME);
    }

    @GET
    @Path("api/things/{id}")
    @RolesAllowed(Role.ADMINISTER)
    public String one(@PathParam("id") UUID id, @QueryParam("depth") @Max(3) int depth) {
        throw Problem.notFound("There is no thing " + id + ".");
    }

    @GET
    @Path("api/broken")
    @RolesAllowed(Role.VIEW)
    public String broken() {
        throw new IllegalStateException("could not reach https://x with registry-secret-1234\n2026-01-01 INFO all is well");
    }

    @GET
    @Path("api/without-database")
    @RolesAllowed(Role.VIEW)
    public String withoutDatabase() {
        throw new IllegalStateException("could not read", new SQLException("terminating connection", "57P01"));
    }

    @GET
    @Path("api/log")
    @RolesAllowed(Role.VIEW)
    public String log(@QueryParam("text") String text) {
        LOG.infof("said %s with %s", text, "registry-secret-1234");
        return "{}";
    }

    @GET
    @Path("api/bare")
    @RolesAllowed(Role.VIEW)
    public Response bare() {
        return Response.status(409).build();
    }

    @GET
    @Path("api/forgotten")
    public String forgotten() {
        return "{}";
    }

    @POST
    @Path("repos/{owner}/{name}/dispatches")
    @RolesAllowed({ Role.REQUEST, Role.OPERATE })
    @Consumes(MediaType.WILDCARD)
    public Response dispatch(@PathParam("owner") String owner, @PathParam("name") String name) {
        if (!caller.mayRequest(new RepositoryName(owner, name))) {
            throw Problem.forbidden(caller.name() + " may not ask for " + owner + "/" + name + ".");
        }
        return Response.noContent().build();
    }

    /** Takes longer than a body may. */
    @POST
    @Path("webhooks/thoughtful")
    @PermitAll
    @Consumes(MediaType.WILDCARD)
    public boolean thoughtful(byte[] body) throws InterruptedException {
        return new CountDownLatch(1).await(3, TimeUnit.SECONDS);
    }

    /** Fails once its caller has hung up. */
    @POST
    @Path("webhooks/abandoned/{id}")
    @PermitAll
    public String abandoned(@PathParam("id") String id, @QueryParam("outage") boolean outage, @Context RoutingContext context,
            byte[] body) {
        LOG.infof("has read all of %s", id);
        Awaitility.await().until(() -> context.response().closed());
        throw new IllegalStateException("could not record",
                outage ? new SQLException("terminating connection", "57P01") : null);
    }

    /** Likewise, and reads none. */
    @GET
    @Path("webhooks/slow")
    @PermitAll
    public boolean slow() throws InterruptedException {
        return new CountDownLatch(1).await(2, TimeUnit.SECONDS);
    }

    @POST
    @Path("webhooks/slow")
    @PermitAll
    @Consumes(MediaType.WILDCARD)
    public boolean slowPost() throws InterruptedException {
        return slow();
    }

    @DELETE
    @Path("webhooks/slow")
    @PermitAll
    public boolean slowDelete() throws InterruptedException {
        return slow();
    }

    @POST
    @Path("typed")
    @PermitAll
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces(MediaType.TEXT_PLAIN)
    public String typed(String token, @Context RoutingContext context) {
        return typedTokens.holderOf(token, context).map(holder -> holder.name() + " " + holder.roles()).orElse("nobody");
    }

    @POST
    @Path("webhooks/test")
    @PermitAll
    @BodyLimit(2_000_000)
    @Consumes(MediaType.WILDCARD)
    public int webhook(byte[] body) {
        return body.length;
    }

    @POST
    @Path("webhooks/signed")
    @PermitAll
    @Consumes(MediaType.WILDCARD)
    public int signed(@HeaderParam("X-Signature") String signature, byte[] body) {
        if (!"right".equals(signature)) {
            throw Problem.unauthenticated("The signature does not fit.");
        }
        return body.length;
    }

    @GET
    @Path("api/me")
    @RolesAllowed(Role.VIEW)
    public String me() {
        return caller.name();
    }
}
