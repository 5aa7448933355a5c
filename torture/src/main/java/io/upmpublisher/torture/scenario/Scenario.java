package io.upmpublisher.torture.scenario;

/** Something that happens to the product while it works. */
public interface Scenario {

    /** As it is asked for on the command line. */
    String name();

    /** What is done, in half a sentence. */
    String description();

    /**
     * Starts pushes, does the harm, and undoes it. What was sent is worked off and checked afterwards.
     */
    void run(Trial trial) throws InterruptedException;
}
