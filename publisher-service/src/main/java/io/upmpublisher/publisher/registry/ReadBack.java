package io.upmpublisher.publisher.registry;

/** Whether what was published can be had, and is what was sent. */
public sealed interface ReadBack {

    record Confirmed(String integrity) implements ReadBack {
    }

    record Missing(RegistryProblem problem) implements ReadBack {
    }

    record Different(RegistryProblem problem) implements ReadBack {
    }

    /** The registry did not let itself be asked. */
    record Unproven(RegistryProblem problem) implements ReadBack {
    }
}
