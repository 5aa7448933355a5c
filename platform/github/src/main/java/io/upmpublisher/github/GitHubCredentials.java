package io.upmpublisher.github;

import java.util.Optional;

/** What opens GitHub's doors. */
public interface GitHubCredentials {

    /**
     * It may ask GitHub for a token, and then takes as long as one call.
     *
     * @throws GitHubException if no token can be had, by its type also because the App is not installed there
     */
    Credential forOwner(String owner) throws InterruptedException;

    /** What proves to be the GitHub App; empty where no App is configured. */
    default Optional<Credential> forApp() {
        return Optional.empty();
    }

    /** GitHub refused this token; where another one can be had, it is not given any more. */
    default void forget(String owner, String token) {
    }

    /** Whether there is a credential at all; without one only what is public can be read. */
    default boolean areGiven() {
        return true;
    }

    /**
     * The token alone, for what is no API, as git is; empty without a credential.
     *
     * @throws GitHubException as {@link #forOwner}; an interrupted thread stays interrupted
     */
    default Optional<String> tokenFor(String owner) {
        try {
            return forOwner(owner).token();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw GitHubUnreachableException.beforeItWasSent("the service is stopping", e);
        }
    }

    static GitHubCredentials none() {
        return new GitHubCredentials() {
            @Override
            public Credential forOwner(String owner) {
                return Credential.NONE;
            }

            @Override
            public boolean areGiven() {
                return false;
            }
        };
    }
}
