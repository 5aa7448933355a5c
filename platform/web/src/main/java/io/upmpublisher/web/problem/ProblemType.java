package io.upmpublisher.web.problem;

import java.util.Locale;

/**
 * One kind of error, with the code that clients rely on. Features declare their own as enums; those that any service may
 * answer are {@link PlatformProblem}.
 */
public interface ProblemType {

    /** Of the enum's constant. */
    String name();

    ProblemDescription description();

    /** Stable, lower case with hyphens; the last part of {@code type}. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    default int status() {
        return description().status();
    }

    default String title() {
        return description().title();
    }

    /** What the caller can do about it: one sentence for {@code docs/problems.md}. */
    default String remedy() {
        return description().remedy();
    }
}
