package io.upmpublisher.github;

import java.util.Optional;

/** A personal access token: the same for every owner. */
public final class PersonalToken implements GitHubCredentials {

    private final Credential credential;

    public PersonalToken(String token) {
        this.credential = new Credential("personal", Optional.of(token.strip()));
    }

    @Override
    public Credential forOwner(String owner) {
        return credential;
    }

    @Override
    public String toString() {
        return "PersonalToken";
    }
}
