package io.upmpublisher.publisher.registry;

/** What a registry thinks of the token. */
public sealed interface CredentialCheck {

    record Accepted(String username) implements CredentialCheck {
    }

    record Refused(RegistryProblem problem) implements CredentialCheck {
    }

    /** The registry has no such question; only publishing will show. */
    record NotOffered() implements CredentialCheck {
    }

    record Unavailable(RegistryProblem problem) implements CredentialCheck {
    }
}
