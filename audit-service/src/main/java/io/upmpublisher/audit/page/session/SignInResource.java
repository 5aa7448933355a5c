package io.upmpublisher.audit.page.session;

import java.util.Optional;
import java.util.Set;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.upmpublisher.audit.page.shell.Frame;
import io.upmpublisher.audit.page.shell.PagePaths;
import io.upmpublisher.audit.page.shell.ResourceRedirects;
import io.upmpublisher.web.limit.GuessLimit;
import io.upmpublisher.web.problem.BodyLimit;
import io.upmpublisher.web.token.Role;
import io.upmpublisher.web.token.TokenHolder;
import io.upmpublisher.web.token.TypedTokens;

@Path("/")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@BodyLimit(16 * 1024)
class SignInResource {

    private static final Logger LOG = Logger.getLogger(SignInResource.class);
    private static final Set<Role> LOOKING = Set.of(Role.VIEWER, Role.OPERATOR, Role.ADMIN);

    private final Sessions sessions;
    private final TypedTokens tokens;
    private final GuessLimit guesses;
    private final CurrentVertxRequest request;

    SignInResource(Sessions sessions, TypedTokens tokens, GuessLimit guesses, CurrentVertxRequest request) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.guesses = guesses;
        this.request = request;
    }

    @CheckedTemplate(basePath = "session")
    static class Templates {

        /**
         * @param to where to go afterwards
         * @param ended whether a session was there before
         */
        static native TemplateInstance signIn(Frame frame, String to, Optional<String> mistake, boolean ended);
    }

    @GET
    @PermitAll
    @Operation(hidden = true)
    public Response home() {
        return ResourceRedirects.to(PagePaths.REPOSITORIES).build();
    }

    @GET
    @Path("sign-in")
    @PermitAll
    @Operation(hidden = true)
    public String form(@QueryParam("to") @DefaultValue("") String to, @QueryParam("ended") @DefaultValue("") String ended) {
        return form(to, Optional.empty(), !ended.isEmpty());
    }

    @POST
    @Path("sign-in")
    @PermitAll
    @Operation(hidden = true)
    public Response signIn(SubmittedForm form) {
        var to = PagePaths.landing(form.text("to"));
        var token = form.text("token");
        if (token.isEmpty()) {
            return refused(422, to, "Enter a token.");
        }
        if (token.length() > Session.MAX_TOKEN) {
            return refused(422, to, "The token has more than " + Session.MAX_TOKEN
                    + " characters, more than a session can hold. Use one of UPM_TOKENS, or let the provider put fewer groups into its tokens.");
        }
        guesses.admit(request.getCurrent(), token);
        var holder = tokens.holderOf(token, request.getCurrent());
        if (holder.isEmpty()) {
            return refused(401, to, "The token is unknown here, or has expired. Check that all of it was copied.");
        }
        guesses.vouchFor(request.getCurrent(), token);
        if (holder.get().roles().stream().noneMatch(LOOKING::contains)) {
            return refused(403, to,
                    "The token's role shows no pages. Use one of the role viewer, operator or admin.");
        }
        LOG.infof("%s signed in to the pages", holder.map(TokenHolder::name).orElseThrow());
        return ResourceRedirects.to(to).header("Set-Cookie", sessions.begin(token, request.getCurrent())).build();
    }

    @POST
    @Path("sign-out")
    @RolesAllowed(Role.VIEW)
    @Operation(hidden = true)
    public Response signOut(SubmittedForm form) {
        return ResourceRedirects.to(PagePaths.SIGN_IN)
                .header("Set-Cookie", SessionCookie.removing(request.getCurrent().request())).build();
    }

    private static Response refused(int status, String to, String mistake) {
        return Response.status(status).entity(form(to, Optional.of(mistake), false)).build();
    }

    private static String form(String to, Optional<String> mistake, boolean ended) {
        return Templates.signIn(Frame.open("Sign in"), PagePaths.landing(to), mistake, ended).render();
    }
}
