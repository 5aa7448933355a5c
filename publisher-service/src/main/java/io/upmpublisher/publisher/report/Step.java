package io.upmpublisher.publisher.report;

/** What is being done for a package; in this order, as far as it gets. */
public enum Step {
    /** The registry is asked what it has, and it is decided what is to be done. */
    DECIDE,
    /** Files are read from git, and the tarball is written. */
    PACK,
    /** The registry is sent the version, and it is read back from there. */
    SEND
}
