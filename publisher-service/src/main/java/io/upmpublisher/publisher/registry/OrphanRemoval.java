package io.upmpublisher.publisher.registry;

/** What became of a tarball without a version, which a failed publish leaves on some registries, and which bars the version. */
public sealed interface OrphanRemoval {

    record Removed() implements OrphanRemoval {
    }

    /** The version is in the packument: its tarball is none to be removed. */
    record InUse() implements OrphanRemoval {
    }

    record NoTarball() implements OrphanRemoval {
    }

    record Failed(RegistryProblem problem) implements OrphanRemoval {
    }
}
