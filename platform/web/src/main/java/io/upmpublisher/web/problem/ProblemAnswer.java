package io.upmpublisher.web.problem;

import org.jspecify.annotations.Nullable;

/**
 * A problem on its way out. The status is separate from the type's because a framework may answer statuses (414, 501, …) that
 * share a code; {@code instance} names the log entry of an internal error.
 */
record ProblemAnswer(Problem problem, int status, @Nullable String instance) {

    static ProblemAnswer of(Problem problem) {
        return new ProblemAnswer(problem, problem.status(), null);
    }

    static ProblemAnswer ofStatus(int status) {
        return new ProblemAnswer(StatusProblems.of(status), status, null);
    }
}
