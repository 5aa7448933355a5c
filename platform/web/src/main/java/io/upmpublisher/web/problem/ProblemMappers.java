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
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

/** Everything that reaches JAX-RS. Types that Quarkus maps itself are named, because the closest type wins. */
class ProblemMappers {

    private static final MediaType PROBLEM = MediaType.valueOf(ProblemBody.MEDIA_TYPE);

    private final List<ProblemMembers> members;
    private final List<ProblemSubstitute> substitutes;
    private final CurrentVertxRequest current;

    ProblemMappers(@All List<ProblemMembers> members, @All List<ProblemSubstitute> substitutes,
            CurrentVertxRequest current) {
        this.members = members;
        this.substitutes = substitutes;
        this.current = current;
    }

    @ServerExceptionMapper({ Throwable.class, Problem.class, WebApplicationException.class, NotFoundException.class,
            JsonProcessingException.class, MismatchedInputException.class, InvalidDefinitionException.class,
            ValidationException.class, ConstraintViolationException.class, ResteasyReactiveViolationException.class,
            AuthenticationFailedException.class, AuthenticationCompletionException.class, UnauthorizedException.class,
            ForbiddenException.class })
    Response answer(Throwable failure, ContainerRequestContext request) {
        var answer = isOver() ? ProblemAnswer.ofStatus(PlatformProblem.REQUEST_TIMEOUT.status())
                : substituted(Problems.answerTo(failure, request.getMethod() + " " + request.getUriInfo().getPath()));
        var response = Response.status(answer.status()).type(PROBLEM)
                .entity(ProblemBody.from(answer, request.getUriInfo().getPath(), members));
        if (failure instanceof WebApplicationException web && web.getResponse().getHeaderString("Allow") != null) {
            response.header("Allow", web.getResponse().getHeaderString("Allow"));
        }
        answer.problem().headers().forEach(response::header);
        return response.build();
    }

    private boolean isOver() {
        return current.getCurrent() != null && ProblemRoutes.isOver(current.getCurrent());
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
                    new java.lang.annotation.Annotation[0], PROBLEM);
            answer.problem().headers().forEach(response.getHeaders()::putSingle);
        }
    }
}
