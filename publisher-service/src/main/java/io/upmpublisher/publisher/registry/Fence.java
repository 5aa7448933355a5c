package io.upmpublisher.publisher.registry;

/** Says whether whoever publishes may still do so: another worker may have taken the work over. */
@FunctionalInterface
public interface Fence {

    /**
     * Asked right before something is removed from the registry. It also keeps others away while that happens.
     *
     * @throws RuntimeException if it may not; nothing is removed then
     */
    void requireHeld();
}
