package io.upmpublisher.git;

import java.util.Optional;

/** Gives the token for a repository at the moment of each fetch, so that short-lived ones can be renewed in between. */
@FunctionalInterface
public interface GitCredentials {
    /** Personal or installation token, empty where the repository is public. */
    Optional<String> tokenFor(RemoteRepository remote);

    static GitCredentials none() {
        return _ -> Optional.empty();
    }
}
