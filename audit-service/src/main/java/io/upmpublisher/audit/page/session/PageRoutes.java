package io.upmpublisher.audit.page.session;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.upmpublisher.audit.link.Links;
import io.upmpublisher.audit.page.shell.PageHeaders;
import io.upmpublisher.audit.page.shell.PagePaths;
import io.upmpublisher.audit.page.shell.PageProblem;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.problem.ProblemRoutes;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Puts the token of a session where tokens are looked for, on pages and nowhere else. From there on the visitor is whom the
 * token stands for, with its rights and limits, as at the API. What a page's request has in its header counts for nothing.
 */
@ApplicationScoped
class PageRoutes {

    /** Before limits and authentication look at the header. */
    private static final int BEFORE_THE_GATE = -SecurityHandlerPriorities.AUTHENTICATION - 50;
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Sessions sessions;
    private final OwnOrigin origin;
    private final ProblemRoutes problems;

    PageRoutes(Sessions sessions, Links links, ProblemRoutes problems) {
        this.sessions = sessions;
        this.origin = new OwnOrigin(links.home());
        this.problems = problems;
    }

    void install(@Observes Router router) {
        router.route().order(BEFORE_THE_GATE).handler(this::recognise);
    }

    private void recognise(RoutingContext context) {
        var path = context.normalizedPath();
        // RESTEasy passes over what follows a semicolon; here it would make a page of what is not on the list.
        if (path.contains(";")) {
            problems.write(context, Problem.notFound("No path here has a semicolon."));
            return;
        }
        if (!PagePaths.isPage(path)) {
            context.next();
            return;
        }
        var request = context.request();
        PageHeaders.ALL.forEach(context.response()::putHeader);
        request.headers().remove(HttpHeaders.AUTHORIZATION);
        if (!READING.contains(request.method().name()) && !origin.sent(request)) {
            problems.write(context, new Problem(PageProblem.FORM_FROM_ELSEWHERE,
                    "The browser says that this form was sent from another site, or does not say where from."));
            return;
        }
        if (PagePaths.isForSession(path)) {
            sessions.find(context)
                    .ifPresent(session -> request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + session.token()));
        }
        context.next();
    }
}
