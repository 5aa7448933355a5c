package io.upmpublisher.git;

import org.jspecify.annotations.Nullable;

/** A fetch or read that did not succeed: a stable code and a sentence with cause and remedy, never a credential. */
public final class GitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final GitFault fault;
    private final String reason;

    GitException(GitFault fault, String cause) {
        this(fault, cause, null);
    }

    GitException(GitFault fault, String cause, @Nullable Throwable thrown) {
        super(cause + ". " + fault.remedy(), thrown);
        this.fault = fault;
        this.reason = cause + ".";
    }

    /** For {@link GitCredentials}: there is no token now, and may be one later. */
    public static GitException credentialUnavailable(String cause, Throwable thrown) {
        return new GitException(GitFault.REPOSITORY_UNREACHABLE, cause, thrown);
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
}
