package io.upmpublisher.publisher.unity;

import java.util.Optional;

import io.upmpublisher.events.SemVersion;

/**
 * The stable version that was published before.
 *
 * @param unity the lowest version of Unity that it asked for
 */
public record Predecessor(SemVersion version, Optional<String> unity) {
}
