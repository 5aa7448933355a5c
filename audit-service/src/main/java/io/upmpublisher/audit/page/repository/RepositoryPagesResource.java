package io.upmpublisher.audit.page.repository;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
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

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.upmpublisher.audit.page.service.Reply;
import io.upmpublisher.audit.page.session.Frames;
import io.upmpublisher.audit.page.session.SubmittedForm;
import io.upmpublisher.audit.page.shell.Frame;
import io.upmpublisher.audit.page.shell.PagePaths;
import io.upmpublisher.audit.page.shell.ResourceRedirects;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.web.problem.BodyLimit;
import io.upmpublisher.web.token.Role;

@Path("/repositories")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@BodyLimit(64 * 1024)
class RepositoryPagesResource {

    private static final int REFRESH_SECONDS = 2;
    private static final int MAX_NAME = 200;
    private static final Duration ASKED_LATELY = Duration.ofHours(6);

    private final RepositoryApi repositories;
    private final Frames frames;
    private final Clock clock;

    RepositoryPagesResource(RepositoryApi repositories, Frames frames, Clock clock) {
        this.repositories = repositories;
        this.frames = frames;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "repository")
    static class Templates {

        static native TemplateInstance list(Frame frame, RepositoryApi.Listing listing, String name, boolean isFirst);

        static native TemplateInstance register(Frame frame, RegisterForm form);

        static native TemplateInstance show(Frame frame, KnownRepository repository, Look look, ChangeForm form, String done);
    }

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(hidden = true)
    public String list(@QueryParam("name") @DefaultValue("") String name,
            @QueryParam("cursor") @DefaultValue("") String cursor) {
        var part = name.strip().substring(0, Math.min(MAX_NAME, name.strip().length())).replace("\0", "");
        return Templates.list(frame("Repositories"), repositories.list(part, cursor), part, cursor.isEmpty()).render();
    }

    @GET
    @Path("new")
    @RolesAllowed(Role.OPERATE)
    @Operation(hidden = true)
    public String form() {
        return Templates.register(frame("Register a repository"), RegisterForm.empty()).render();
    }

    @POST
    @RolesAllowed(Role.OPERATE)
    @Operation(hidden = true)
    public Response register(SubmittedForm submitted) {
        var form = RegisterForm.of(submitted);
        return switch (repositories.register(form)) {
            case Reply.Done done -> ResourceRedirects.to(pageOf(RepositoryApi.nameIn(done), "?done=registered")).build();
            case Reply.Refused refused -> Response.status(refused.status())
                    .entity(Templates.register(frame("Register a repository"), form.refused(refused)).render()).build();
        };
    }

    /**
     * @param asked when another look was asked for, in seconds since 1970
     * @param still not empty: the page does not load itself anew, which would lose what is being chosen
     */
    @GET
    @Path("{repository: [^/]+/[^/]+}")
    @RolesAllowed(Role.VIEW)
    @Operation(hidden = true)
    public String show(@PathParam("repository") RepositoryName repository,
            @QueryParam("done") @DefaultValue("") String done, @QueryParam("asked") @DefaultValue("") String asked,
            @QueryParam("still") @DefaultValue("") String still) {
        var known = repositories.get(repository);
        var look = Look.of(known, time(asked), clock.instant());
        var frame = frame(known.repository());
        var shown = look.isUnderWay() && still.isEmpty() ? frame.refreshedAfter(REFRESH_SECONDS) : frame;
        return Templates.show(shown, known, look, ChangeForm.of(known), done).render();
    }

    @POST
    @Path("{repository: [^/]+/[^/]+}")
    @RolesAllowed(Role.OPERATE)
    @Operation(hidden = true)
    public Response change(@PathParam("repository") RepositoryName repository, SubmittedForm submitted) {
        var form = ChangeForm.of(submitted);
        var refused = repositories.change(repository, form);
        if (refused.isEmpty()) {
            return ResourceRedirects.to(pageOf(repository, "?done=changed")).build();
        }
        var now = repositories.get(repository);
        // Whoever reads what happened is not to be interrupted by a page that loads itself anew, and would lose the choice.
        var look = Look.of(now, Optional.empty(), clock.instant());
        return Response.status(refused.get().status())
                .entity(Templates.show(frame(now.repository()), now, look, form.refused(refused.get(), now), "").render())
                .build();
    }

    @POST
    @Path("{repository: [^/]+/[^/]+}/look")
    @RolesAllowed(Role.OPERATE)
    @Operation(hidden = true)
    public Response lookAgain(@PathParam("repository") RepositoryName repository, SubmittedForm submitted) {
        var asked = clock.instant().getEpochSecond();
        repositories.lookAgain(repository);
        return ResourceRedirects.to(pageOf(repository, "?asked=" + asked)).build();
    }

    private Frame frame(String title) {
        return frames.frame(title, PagePaths.REPOSITORIES);
    }

    private static String pageOf(RepositoryName repository, String query) {
        return PagePaths.REPOSITORIES + "/" + repository + query;
    }

    // The address says it, which anybody may have written: what is not of the last hours is none.
    private Optional<Instant> time(String seconds) {
        var now = clock.instant();
        return Optional.of(seconds).filter(text -> text.matches("[0-9]{1,12}")).map(Long::parseLong).map(Instant::ofEpochSecond)
                .filter(asked -> !asked.isAfter(now) && asked.isAfter(now.minus(ASKED_LATELY)));
    }
}
