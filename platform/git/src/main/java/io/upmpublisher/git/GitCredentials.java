package io.upmpublisher.git;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Gives the token for a repository at the moment of each use, so that short-lived ones can be renewed in between; see
 * {@link RenewedToken}.
 */
@FunctionalInterface
public interface GitCredentials {
    /**
     * Personal or installation token, empty where the repository is public.
     *
     * @throws GitException if there should be one and is not
     */
    Optional<String> tokenFor(RemoteRepository remote);

    /** The git host refused the token, which may have ended before its time. */
    default void refused(RemoteRepository remote, String token) {
    }

    /** How a token is sent: the value of the {@code Authorization} header. */
    static String authorization(String token) {
        return "Basic " + Base64.getEncoder().encodeToString(("x-access-token:" + token).getBytes(StandardCharsets.UTF_8));
    }

    static GitCredentials none() {
        return _ -> Optional.empty();
    }
}
