package io.upmpublisher.git;

/** What became of a push. */
public sealed interface PushOutcome {

    record Pushed() implements PushOutcome {
    }

    /** The branch is not where it was expected; nothing was changed. */
    record Raced() implements PushOutcome {
    }

    /**
     * The remote takes nothing on this branch from this credential, as where a rule protects it.
     *
     * @param text the remote's own words, one short line
     */
    record Refused(String text) implements PushOutcome {
    }

    /** The credential may not push to the repository at all, or the repository is not there for it. */
    record Denied(GitException cause) implements PushOutcome {
    }

    /** No answer came that says what happened: the commit may be there or not. */
    record Unanswered(GitException cause) implements PushOutcome {
    }
}
