package io.upmpublisher.publisher.registry;

import java.net.URI;
import java.util.Optional;

/** A redirect seen at an address: it may be followed while it stays where the token belongs. */
record Redirect(Registry registry, URI from) {

    Optional<URI> target(String location) {
        try {
            return Optional.of(from.resolve(location)).filter(registry::isSameOrigin);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
