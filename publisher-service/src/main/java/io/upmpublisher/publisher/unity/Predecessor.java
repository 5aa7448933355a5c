package io.upmpublisher.publisher.unity;

import java.util.Optional;

import io.upmpublisher.events.SemVersion;

/**
 * The stable version that was published before.
 *
 * @param unity the lowest version of Unity that it asked for, as in {@code 2021.3} or {@code 2021.3.12f1}
 */
public record Predecessor(SemVersion version, Optional<String> unity) {
}
