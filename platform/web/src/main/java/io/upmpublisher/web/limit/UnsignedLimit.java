package io.upmpublisher.web.limit;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.problem.ProblemSubstitute;

/**
 * A wrong signature is answered 429 once its source has had too many of them; a right one never
 * comes here, so it is never refused for what others did.
 */
@ApplicationScoped
class UnsignedLimit implements ProblemSubstitute {

    private static final int UNAUTHENTICATED = 401;

    private final Gate gate;
    private final CurrentVertxRequest request;

    UnsignedLimit(Gate gate, CurrentVertxRequest request) {
        this.gate = gate;
        this.request = request;
    }

    @Override
    public Problem insteadOf(Problem problem) {
        return problem.status() == UNAUTHENTICATED
                ? gate.refusalOfUnsigned(request.getCurrent(), problem.detail()).orElse(problem)
                : problem;
    }
}
