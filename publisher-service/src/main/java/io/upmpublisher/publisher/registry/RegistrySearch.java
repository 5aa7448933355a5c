package io.upmpublisher.publisher.registry;

/**
 * What the Package Manager of Unity's editor finds a registry's packages by (https://docs.unity3d.com/Manual/upm-scoped.html).
 */
public enum RegistrySearch {
    /** {@code /-/v1/search} */
    SEARCH,
    /** {@code /-/all} */
    ALL,
    /** The registry knows neither question. */
    NONE,
    /** The registry did not answer, or does not let the token ask. */
    UNKNOWN
}
