package io.upmpublisher.publisher.registry;

/** What came of asking a registry for something. */
public sealed interface Lookup<T> {

    record Found<T>(T value) implements Lookup<T> {
    }

    record Absent<T>() implements Lookup<T> {
    }

    /** It could not be learnt; nothing is known about whether it exists. */
    record Unavailable<T>(RegistryProblem problem) implements Lookup<T> {
    }
}
