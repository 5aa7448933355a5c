package io.upmpublisher.web.problem;

/**
 * One kind of error, with the code that clients rely on. Features declare their own as enums; those that any service may
 * answer are {@link PlatformProblem}.
 */
public interface ProblemType {

    int status();

    /** Stable, lower case with hyphens; the last part of {@code type}. */
    String code();

    String title();

    /** What the caller can do about it: one sentence for {@code docs/problems.md}. */
    String remedy();
}
