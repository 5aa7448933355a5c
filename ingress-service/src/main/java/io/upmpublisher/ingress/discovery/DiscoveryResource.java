package io.upmpublisher.ingress.discovery;

import java.util.List;
import java.util.UUID;

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

import com.github.f4b6a3.uuid.UuidCreator;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.ingress.link.Links;
import io.upmpublisher.ingress.request.TrustedOwners;
import io.upmpublisher.operator.Operator;
import io.upmpublisher.web.page.Cursor;
import io.upmpublisher.web.page.Limit;
import io.upmpublisher.web.page.Page;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.token.Role;

@Path("/api/repositories")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class DiscoveryResource {

    private static final String PATH = "/api/repositories/discoveries";

    private final DiscoveryStore store;
    private final FoundRepositories repositories;
    private final GitHubRepositories gitHub;
    private final BulkRegistration registration;
    private final TrustedOwners trustedOwners;
    private final IngressDatabase database;
    private final Operator operator;
    private final Links links;

    DiscoveryResource(DiscoveryStore store, FoundRepositories repositories, GitHubRepositories gitHub,
            BulkRegistration registration,
            TrustedOwners trustedOwners, IngressDatabase database, Operator operator, Links links) {
        this.store = store;
        this.repositories = repositories;
        this.gitHub = gitHub;
        this.registration = registration;
        this.trustedOwners = trustedOwners;
        this.database = database;
        this.operator = operator;
        this.links = links;
    }

    record Body(@Nullable String owner) {
    }

    record Registrations(List<BulkRegistration.Result> repositories) {
    }

    @POST
    @Path("/discoveries")
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Begins a search for the repositories of an organisation or user that have packages; "
            + "answers with the one of the owner that goes on already, if there is one")
    public Response begin(@NotNull Body body) {
        var owner = operator.refusable("discovery.begin", PATH, () -> trusted(body.owner()));
        var id = UuidCreator.getTimeOrderedEpoch();
        var view = database.inTransaction(() -> {
            var running = store.begin(id, owner, operator.name());
            if (running.equals(id)) {
                operator.acted("discovery.begin", owner);
            }
            return view(running, "", new Limit(1), false);
        });
        return Response.accepted(view).location(links.discovery(view.id())).build();
    }

    @GET
    @Path("/discoveries/{id: [0-9a-fA-F-]{36}}")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Shows how far a search is, and what it found")
    public DiscoveryView get(@PathParam("id") UUID id, @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit,
            @QueryParam("cursor") @Nullable Cursor cursor,
            @QueryParam("packages") @DefaultValue("false") boolean onlyWithPackages) {
        var after = cursor == null ? "" : cursor.text(0);
        return database.inTransaction(() -> view(id, after, limit, onlyWithPackages));
    }

    @POST
    @Path("/discoveries/{id: [0-9a-fA-F-]{36}}/registrations")
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Registers repositories that were found, and answers for each what became of it")
    public Registrations register(@PathParam("id") UUID id, @NotNull RegistrationsBody body) {
        return operator.refusable("discovery.register", id.toString(), () -> {
            var names = body.names();
            var wish = body.wish();
            database.runInTransaction(() -> requireFinished(id));
            return new Registrations(registration.register(id, names, wish, operator.name()));
        });
    }

    private String trusted(@Nullable String owner) {
        if (owner == null) {
            throw Problem.invalidField("/owner", "is missing");
        }
        try {
            if (!trustedOwners.include(RepositoryName.parse(owner + "/any"))) {
                throw new Problem(DiscoveryProblem.OWNER_NOT_TRUSTED, owner + " is not among the trusted owners.");
            }
        } catch (InvalidValueException e) {
            throw Problem.invalidField("/owner", "must be the name of an organisation or a user");
        }
        if (!gitHub.canBeAsked()) {
            throw new Problem(DiscoveryProblem.GITHUB_NOT_CONFIGURED, "GitHub is not asked without one.");
        }
        return owner;
    }

    private void requireFinished(UUID id) {
        if (!find(id).state().isFinal()) {
            throw new Problem(DiscoveryProblem.DISCOVERY_UNFINISHED, "What it will find is not known yet.");
        }
    }

    private DiscoveryView view(UUID id, String after, Limit limit, boolean onlyWithPackages) {
        var discovery = find(id);
        var found = repositories.found(id, after, limit.withOneMore(), onlyWithPackages);
        return DiscoveryView.of(discovery, repositories.counts(id),
                Page.of(found, limit, last -> Cursor.of(last.repository().key())));
    }

    private Discovery find(UUID id) {
        return store.find(id)
                .orElseThrow(() -> new Problem(DiscoveryProblem.DISCOVERY_UNKNOWN, "There is none with the id " + id + "."));
    }
}
