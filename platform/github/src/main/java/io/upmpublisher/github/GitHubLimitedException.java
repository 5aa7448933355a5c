package io.upmpublisher.github;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** GitHub takes no more requests of this credential for now. What was asked for was not done. */
public final class GitHubLimitedException extends GitHubException {

    private static final long serialVersionUID = 1L;

    private final Instant until;
    private final Duration pause;

    GitHubLimitedException(String holder, Instant until, Duration pause) {
        super("GITHUB_RATE_LIMITED", "GitHub's API takes no more requests until " + until + " (counted for "
                + holder + ")", null);
        this.until = until;
        this.pause = pause;
    }

    public Instant until() {
        return until;
    }

    /** From now on, as seen when it was thrown. */
    public Duration pause() {
        return pause;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(pause);
    }
}
