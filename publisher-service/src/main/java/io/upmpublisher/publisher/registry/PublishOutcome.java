package io.upmpublisher.publisher.registry;

import java.util.Optional;
import java.util.OptionalLong;

/** How an attempt to publish a version ended. Whatever is expected of a registry is here; exceptions are for our own faults. */
public sealed interface PublishOutcome {

    /** Sent, and read back: version, integrity and the tarball's bytes. */
    record Published(String integrity) implements PublishOutcome {
    }

    /**
     * The version was there before anything was sent.
     *
     * @param integrity as it is published, if it is the same content; ours may be another, by another compressor
     */
    record AlreadyThere(Optional<String> integrity, RegistryProblem problem) implements PublishOutcome {

        public boolean sameContent() {
            return integrity.isPresent();
        }
    }

    /** Not published. */
    record Refused(RegistryProblem problem) implements PublishOutcome {
    }

    /** Not published, nor will anything else be with this token. */
    record CredentialRefused(RegistryProblem problem) implements PublishOutcome {
    }

    /** @param limit where we know it; the registry or a proxy before it only says no */
    record TooLarge(long requestBytes, OptionalLong limit, RegistryProblem problem) implements PublishOutcome {
    }

    /** It may have been published, or may yet be: only asking again later can tell. */
    record Ambiguous(RegistryProblem problem) implements PublishOutcome {
    }

    record RateLimited(RegistryProblem problem) implements PublishOutcome {
    }
}
