package io.upmpublisher.publisher.registry;

import java.nio.file.Path;

/** A tarball that is ready to be sent: where its bytes lie and what they must be. */
public record Tarball(Path file, long size, Digests digests) {

    public Tarball {
        if (size < 1) {
            throw new IllegalArgumentException("a tarball has at least one byte");
        }
    }
}
