package io.upmpublisher.github;

import org.jspecify.annotations.Nullable;

/** No connection, or no whole answer. */
public final class GitHubUnreachableException extends GitHubException {

    private static final long serialVersionUID = 1L;

    private final boolean mayHaveHappened;

    private GitHubUnreachableException(String reason, boolean mayHaveHappened, @Nullable Throwable cause) {
        super("GITHUB_UNREACHABLE", reason, cause);
        this.mayHaveHappened = mayHaveHappened;
    }

    static GitHubUnreachableException beforeItWasSent(String reason, @Nullable Throwable cause) {
        return new GitHubUnreachableException("GitHub's API was not asked: " + reason, false, cause);
    }

    static GitHubUnreachableException afterReading(String reason, @Nullable Throwable cause) {
        return new GitHubUnreachableException("GitHub's API did not answer: " + reason, false, cause);
    }

    static GitHubUnreachableException afterWriting(String reason, @Nullable Throwable cause) {
        return new GitHubUnreachableException("GitHub's API did not say whether it did what it was asked for: " + reason,
                true, cause);
    }

    /** Whether what was asked for may have been done, so that GitHub must be looked at before it is asked again. */
    public boolean mayHaveHappened() {
        return mayHaveHappened;
    }
}
