package io.upmpublisher.github;

import java.util.Optional;

/**
 * A token, and for whom GitHub counts the requests that are made with it.
 *
 * @param holder whose limit it is; no secret
 */
public record Credential(String holder, Optional<String> token) {

    static final Credential NONE = new Credential("nobody", Optional.empty());

    public Credential {
        if (token.isPresent() && token.get().chars().anyMatch(c -> c <= ' ' || c > '~')) {
            // Without the token: this text reaches logs.
            throw new IllegalArgumentException("The GitHub credential of " + holder
                    + " has characters that no header may have");
        }
    }

    @Override
    public String toString() {
        return "Credential[" + holder + "]";
    }
}
