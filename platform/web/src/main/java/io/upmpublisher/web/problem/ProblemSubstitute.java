package io.upmpublisher.web.problem;

/** Looks at the problems that requests end with, and may answer another, as to a caller who had the same too often. */
public interface ProblemSubstitute {

    /** Called on the way of the answer, for each problem of a resource once. */
    Problem insteadOf(Problem problem);
}
