package io.upmpublisher.ingress.repository;

import java.util.List;
import java.util.OptionalLong;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.ingress.link.Links;
import io.upmpublisher.ingress.reality.Realities;
import io.upmpublisher.operator.Operator;
import io.upmpublisher.web.page.Cursor;
import io.upmpublisher.web.page.Limit;
import io.upmpublisher.web.page.Page;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.token.Role;

@Path("/api/repositories")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class RepositoryResource {

    private static final int MAX_NAME = 200;
    private static final java.util.regex.Pattern VERSION_TAG = java.util.regex.Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

    private final Repositories repositories;
    private final Realities realities;
    private final RepositoryUrls urls;
    private final IngressDatabase database;
    private final Operator operator;
    private final Links links;

    RepositoryResource(Repositories repositories, Realities realities, RepositoryUrls urls, IngressDatabase database,
            Operator operator, Links links) {
        this.repositories = repositories;
        this.realities = realities;
        this.urls = urls;
        this.database = database;
        this.operator = operator;
        this.links = links;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Lists the registered repositories by name, those that have the text in it; flags as reality has them")
    public Page<RepositoryView> list(@QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit,
            @QueryParam("cursor") @Nullable Cursor cursor,
            @QueryParam("name") @DefaultValue("") @Size(max = MAX_NAME) @Pattern(regexp = "[^\\x00]*") String name) {
        var after = cursor == null ? "" : cursor.text(0);
        return database.inTransaction(() -> {
            var rows = repositories.after(after, name.strip(), limit.withOneMore());
            var page = Page.of(rows, limit, last -> Cursor.of(last.repository().key()));
            var flags = realities.flagsOf(page.items().stream().map(Registration::repository).toList());
            return page.map(registration -> RepositoryView.from(registration, urls,
                    flags.getOrDefault(registration.repository(), List.of())));
        });
    }

    @POST
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Registers a repository; an active one publishes from the moment of the answer")
    public Response register(@NotNull RepositoryBody body) {
        var repository = operator.refusable("repository.register", "/api/repositories", () -> nameOf(body));
        return operator.refusable("repository.register", repository.toString(), () -> {
            var settings = body.over(Settings.of(RepositoryStatus.PENDING));
            var view = database.inTransaction(() -> view(repositories.register(repository, settings, operator.name())));
            return Response.created(links.repository(repository)).tag(tag(view)).entity(view).build();
        });
    }

    @GET
    @Path("{repository: [^/]+/[^/]+}")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Shows a repository; the ETag is its version")
    public Response get(@PathParam("repository") RepositoryName repository) {
        var view = database.inTransaction(() -> view(repositories.get(repository)));
        return Response.ok(view).tag(tag(view)).build();
    }

    @PUT
    @Path("{repository: [^/]+/[^/]+}")
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Changes what the body names; with If-Match only if the version is still that one")
    public Response change(@PathParam("repository") RepositoryName repository,
            @HeaderParam("If-Match") @Nullable String ifMatch, @NotNull RepositoryBody body) {
        return operator.refusable("repository.update", repository.toString(), () -> {
            requireSame(repository, body);
            var expected = version(ifMatch);
            var view = database
                    .inTransaction(() -> view(repositories.change(repository, expected, body::over, operator.name())));
            return Response.ok(view).tag(tag(view)).build();
        });
    }

    @DELETE
    @Path("{repository: [^/]+/[^/]+}")
    @RolesAllowed(Role.ADMINISTER)
    @Operation(summary = "Removes a repository; its pushes are ignored from then on")
    public void remove(@PathParam("repository") RepositoryName repository,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        operator.refusable("repository.remove", repository.toString(), () -> {
            var expected = version(ifMatch);
            database.runInTransaction(() -> repositories.remove(repository, expected, operator.name()));
            return null;
        });
    }

    private RepositoryName nameOf(RepositoryBody body) {
        if (body.url() == null) {
            throw Problem.invalidField("/url", "is missing");
        }
        try {
            return urls.parse(body.url());
        } catch (InvalidValueException e) {
            throw Problem.invalidField("/url", e.getMessage());
        }
    }

    private void requireSame(RepositoryName repository, RepositoryBody body) {
        if (body.url() != null && !nameOf(body).equals(repository)) {
            throw new Problem(RepositoryProblem.REPOSITORY_MISMATCH, "The path names " + repository + ".");
        }
    }

    private RepositoryView view(Registration registration) {
        return RepositoryView.from(registration, urls, realities.of(registration.repository()));
    }

    private static String tag(RepositoryView view) {
        return Long.toString(view.version());
    }

    private static OptionalLong version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return OptionalLong.empty();
        }
        var tag = VERSION_TAG.matcher(ifMatch);
        // A tag that was never ours matches no version.
        return OptionalLong.of(tag.matches() ? Long.parseLong(tag.group(1)) : -1);
    }
}
