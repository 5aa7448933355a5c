package io.upmpublisher.publisher.registry;

/** How the files of a published version relate to ours, however each was packed. */
public sealed interface PublishedContent {

    /** @param integrity as published: another compressor gives other bytes for the same files */
    record Same(String integrity) implements PublishedContent {
    }

    record Other(RegistryProblem problem) implements PublishedContent {
    }

    /** The registry did not let itself be asked. */
    record Unproven(RegistryProblem problem) implements PublishedContent {
    }
}
