package io.upmpublisher.git;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * The token for a remote as it is at each use. One that the host refuses may have ended before its time, as when a GitHub App
 * was installed anew: then another is asked for, and what was refused is done once more.
 */
public final class RenewedToken {
    private final RemoteRepository remote;
    private final GitCredentials credentials;
    private final Predicate<RuntimeException> isRefusal;

    /**
     * @param isRefusal whether the host threw the token back, and did nothing
     */
    public RenewedToken(RemoteRepository remote, GitCredentials credentials, Predicate<RuntimeException> isRefusal) {
        this.remote = remote;
        this.credentials = credentials;
        this.isRefusal = isRefusal;
    }

    /** Of what git says. */
    static RenewedToken forGit(RemoteRepository remote, GitCredentials credentials) {
        return new RenewedToken(remote, credentials,
                e -> e instanceof GitException fault && fault.fault() == GitFault.REPOSITORY_ACCESS_DENIED);
    }

    /** Something that may be done twice. */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        T with(Optional<String> token) throws X;
    }

    /**
     * @throws GitException if there should be a token and is not
     */
    public <T, X extends Exception> T use(Work<T, X> work) throws X {
        var token = credentials.tokenFor(remote);
        try {
            return attempt(token, work);
        } catch (RuntimeException e) {
            if (token.isEmpty() || !isRefusal.test(e)) {
                throw e;
            }
            var renewed = credentials.tokenFor(remote);
            if (renewed.equals(token)) {
                throw e;
            }
            return attempt(renewed, work);
        }
    }

    private <T, X extends Exception> T attempt(Optional<String> token, Work<T, X> work) throws X {
        try {
            return work.with(token);
        } catch (RuntimeException e) {
            if (isRefusal.test(e)) {
                token.ifPresent(refused -> credentials.refused(remote, refused));
            }
            throw e;
        }
    }
}
