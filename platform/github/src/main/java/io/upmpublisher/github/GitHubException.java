package io.upmpublisher.github;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Why there is no answer of GitHub's that a caller could judge. No message holds a credential. */
public abstract sealed class GitHubException extends RuntimeException
        permits GitHubLimitedException, GitHubUnreachableException, GitHubRefusedException, AppNotInstalledException {

    private static final long serialVersionUID = 1L;

    private final String code;

    GitHubException(String code, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.code = code;
    }

    /** Stable, listed in docs/problems.md. */
    public String code() {
        return code;
    }

    /** How long to wait at least before the next try, where GitHub's limits say it. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
