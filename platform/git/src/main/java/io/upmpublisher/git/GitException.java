package io.upmpublisher.git;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A fetch or read that did not succeed: a stable code and a sentence with cause and remedy, never a credential. */
public final class GitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final GitFault fault;
    private final String reason;
    private final transient @Nullable Duration retryAfter;

    GitException(GitFault fault, String cause) {
        this(fault, cause, null);
    }

    GitException(GitFault fault, String cause, @Nullable Throwable thrown) {
        this(fault, cause, thrown, null);
    }

    private GitException(GitFault fault, String cause, @Nullable Throwable thrown, @Nullable Duration retryAfter) {
        super(cause + ". " + fault.remedy(), thrown);
        this.fault = fault;
        this.reason = cause + ".";
        this.retryAfter = retryAfter;
    }

    /**
     * For {@link GitCredentials}: there is no token now, and may be one later.
     *
     * @param retryAfter how long whoever gives them asked to be left alone
     */
    public static GitException credentialUnavailable(String cause, Optional<Duration> retryAfter, Throwable thrown) {
        return new GitException(GitFault.REPOSITORY_UNREACHABLE, cause, thrown, retryAfter.orElse(null));
    }

    /** For {@link GitCredentials}: there will be no token until somebody changes something. */
    public static GitException credentialRefused(String cause, Throwable thrown) {
        return new GitException(GitFault.REPOSITORY_ACCESS_DENIED, cause, thrown);
    }

    public GitFault fault() {
        return fault;
    }

    /** The message without the remedy. */
    public String reason() {
        return reason;
    }

    public String code() {
        return fault.name();
    }

    public boolean transientFault() {
        return fault.transientFault();
    }

    /** How long to wait at least, where the other side said so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
