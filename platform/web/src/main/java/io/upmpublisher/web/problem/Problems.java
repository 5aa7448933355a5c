package io.upmpublisher.web.problem;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;

import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.upmpublisher.events.InvalidValueException;

/** Finds the answer for whatever was thrown: the one place where that is decided. */
final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final Duration DATABASE_RETRY_AFTER = Duration.ofSeconds(10);

    private Problems() {
    }

    static ProblemAnswer answerTo(Throwable failure, String request) {
        return switch (failure) {
            case Problem problem -> ProblemAnswer.of(problem);
            case JsonProcessingException json -> ProblemAnswer.of(JsonProblems.of(json));
            case ConstraintViolationException invalid -> ConstraintProblems.of(invalid).map(ProblemAnswer::of)
                    .orElseGet(() -> internal(invalid, request));
            case AuthenticationException refused -> ProblemAnswer.ofStatus(401);
            case UnauthorizedException refused -> ProblemAnswer.ofStatus(401);
            case ForbiddenException refused -> ProblemAnswer.ofStatus(403);
            case WebApplicationException web -> web(web, request);
            case RejectedExecutionException full -> ProblemAnswer.ofStatus(503);
            default -> internal(failure, request);
        };
    }

    private static ProblemAnswer web(WebApplicationException web, String request) {
        var status = web.getResponse().getStatus();
        var cause = cause(web);
        if (cause.isPresent()) {
            return ProblemAnswer.of(cause.get());
        }
        // A remote client's exception carries the remote's answer, which is none of our caller's business.
        return status < 400 || status >= 500 && web.getCause() != null ? internal(web, request)
                : ProblemAnswer.ofStatus(status);
    }

    /** What a body reader or a parameter converter threw: JAX-RS wraps it, and answers 404 for a parameter. */
    private static Optional<Problem> cause(WebApplicationException web) {
        return switch (web.getCause()) {
            case Problem problem -> Optional.of(problem);
            case JsonProcessingException json -> Optional.of(JsonProblems.of(json));
            case InvalidValueException value -> Optional.of(
                    new Problem(PlatformProblem.INVALID_PARAMETER, String.valueOf(value.getMessage())));
            case RuntimeException unreadable when web instanceof NotFoundException -> Optional.of(
                    new Problem(PlatformProblem.INVALID_PARAMETER, "A value in the path or in the query has the wrong form."));
            case null, default -> Optional.empty();
        };
    }

    private static ProblemAnswer internal(@Nullable Throwable failure, String request) {
        if (DatabaseOutage.isBehind(failure)) {
            LOG.warnf(failure, "%s needs the database, which is away; answered 503", request);
            return ProblemAnswer.of(Problem.unavailable("The database cannot be reached at the moment.", DATABASE_RETRY_AFTER));
        }
        var instance = "urn:uuid:" + UUID.randomUUID();
        LOG.errorf(failure, "%s failed; answered 500 as %s", request, instance);
        return new ProblemAnswer(new Problem(PlatformProblem.INTERNAL_ERROR,
                "The request failed on our side; the log has the cause under this instance."), 500, instance);
    }
}
