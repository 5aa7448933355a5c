package io.upmpublisher.publisher.discovery;

import java.util.Optional;
import java.util.Set;

/** Which manifests are those of Unity packages. */
public interface DiscoveryConfig {

    /** npm scopes, with their {@code @}, whose packages all count as Unity packages. */
    Optional<Set<String>> scopes();
}
