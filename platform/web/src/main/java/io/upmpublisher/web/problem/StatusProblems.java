package io.upmpublisher.web.problem;

import java.time.Duration;

/** The problem for a bare status that a framework chose. */
final class StatusProblems {

    private StatusProblems() {
    }

    static Problem of(int status) {
        var type = PlatformProblem.ofStatus(status);
        return switch (type) {
            case UNAUTHENTICATED -> Problem.unauthenticated("The request carries no valid token.");
            case UNAVAILABLE ->
                Problem.unavailable("The service cannot take the request at the moment.", Duration.ofSeconds(5));
            case TOO_MANY_REQUESTS -> Problem.tooManyRequests("Too many requests came in.", Duration.ofSeconds(5));
            case NOT_FOUND -> Problem.notFound("Nothing is served at this path.");
            case FORBIDDEN -> Problem.forbidden("The token's role does not allow this call.");
            case BAD_REQUEST, INVALID_PARAMETER, INVALID_CURSOR, MALFORMED_JSON, JSON_LIMIT_EXCEEDED, UNKNOWN_FIELD,
                    MISMATCHED_FIELD, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, REQUEST_TIMEOUT, CONFLICT, PAYLOAD_TOO_LARGE,
                    URI_TOO_LONG, UNSUPPORTED_MEDIA_TYPE, INVALID_FIELD, HEADERS_TOO_LARGE, INTERNAL_ERROR, REFUSED, FAILED ->
                new Problem(type, type.title() + ".");
        };
    }
}
