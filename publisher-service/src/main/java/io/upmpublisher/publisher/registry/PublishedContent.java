package io.upmpublisher.publisher.registry;

import io.upmpublisher.publisher.tarball.Differences;

/** How the files of a published version relate to ours, however each was packed. */
public sealed interface PublishedContent {

    /** @param integrity as published: another compressor gives other bytes for the same files */
    record Same(String integrity) implements PublishedContent {
    }

    /** @param files in which they differ, as far as that was asked for; none where they cannot be compared */
    record Other(RegistryProblem problem, Differences files) implements PublishedContent {
    }

    /** The registry did not let itself be asked. */
    record Unproven(RegistryProblem problem) implements PublishedContent {
    }
}
