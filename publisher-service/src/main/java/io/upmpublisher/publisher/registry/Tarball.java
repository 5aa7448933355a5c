package io.upmpublisher.publisher.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.upmpublisher.publisher.tarball.TarballContents;

/** A tarball that is ready to be sent: where its bytes lie and what they must be. */
public record Tarball(Path file, long size, Digests digests) {

    public Tarball {
        if (size < 1) {
            throw new IllegalArgumentException("a tarball has at least one byte");
        }
    }

    /** What its file unpacks to. */
    public TarballContents contents() throws IOException {
        try (var in = Files.newInputStream(file)) {
            return TarballContents.read(in);
        }
    }
}
