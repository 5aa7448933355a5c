package io.upmpublisher.web.problem;

import java.util.List;

import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

import io.quarkus.arc.All;
import io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;

/** Everything that reaches JAX-RS. Types that Quarkus maps itself are named, because the closest type wins. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final List<ProblemMembers> members;
    private final List<ProblemSubstitute> substitutes;
    private final ProblemRoutes routes;

    ProblemMappers(@All List<ProblemMembers> members, @All List<ProblemSubstitute> substitutes, ProblemRoutes routes) {
        this.members = members;
        this.substitutes = substitutes;
        this.routes = routes;
    }

    @ServerExceptionMapper({ Throwable.class, Problem.class, WebApplicationException.class, NotFoundException.class,
            JsonProcessingException.class, MismatchedInputException.class, InvalidDefinitionException.class,
            ValidationException.class, ConstraintViolationException.class, ResteasyReactiveViolationException.class,
            AuthenticationFailedException.class, AuthenticationCompletionException.class, UnauthorizedException.class,
            ForbiddenException.class })
    Response answer(Throwable failure, ContainerRequestContext request, RoutingContext context) {
        var what = request.getMethod() + " " + request.getUriInfo().getPath();
        if (Departure.isOver(context) && Departure.explains(failure, context)) {
            LOG.debugf(failure, "%s was left before its answer", what);
            return Response.status(PlatformProblem.REQUEST_TIMEOUT.status()).build();
        }
        // Also where nobody hears the answer any more: what it tells the log is the operator's.
        var answer = Departure.isUnfinishedBody(failure, context)
                ? ProblemAnswer.of(new Problem(PlatformProblem.BAD_REQUEST, "The body could not be read to its end."))
                : substituted(Problems.answerTo(failure, what));
        var page = routes.shown(context, answer);
        if (page.isPresent()) {
            var shown = Response.status(page.get().status()).type(ProblemPages.Shown.MEDIA_TYPE).entity(page.get().html());
            answer.problem().headers().forEach(shown::header);
            page.get().headers().forEach(shown::header);
            return shown.build();
        }
        var response = Response.status(answer.status()).type(mediaType(request))
                .entity(ProblemBody.from(answer, request.getUriInfo().getPath(), members));
        if (failure instanceof WebApplicationException web && web.getResponse().getHeaderString("Allow") != null) {
            response.header("Allow", web.getResponse().getHeaderString("Allow"));
        }
        answer.problem().headers().forEach(response::header);
        return response.build();
    }

    private ProblemAnswer substituted(ProblemAnswer answer) {
        var problem = answer.problem();
        for (var substitute : substitutes) {
            problem = substitute.insteadOf(problem);
        }
        return problem == answer.problem() ? answer : ProblemAnswer.of(problem);
    }

    /** A resource that only sets a status still answers with a problem. */
    @ServerResponseFilter
    void describe(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= 400 && !response.hasEntity() && !request.getMethod().equals("HEAD")) {
            var answer = ProblemAnswer.ofStatus(response.getStatus());
            response.setEntity(ProblemBody.from(answer, request.getUriInfo().getPath(), members),
                    new java.lang.annotation.Annotation[0], mediaType(request));
            answer.problem().headers().forEach(response.getHeaders()::putSingle);
        }
    }

    private static MediaType mediaType(ContainerRequestContext request) {
        return MediaType.valueOf(ProblemBody.mediaType(request.getHeaderString("Accept")));
    }
}
