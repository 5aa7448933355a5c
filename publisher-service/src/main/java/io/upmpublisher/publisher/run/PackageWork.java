package io.upmpublisher.publisher.run;

/** What is done with each package of a run in its turn; called by several threads. */
@FunctionalInterface
interface PackageWork {

    PackageResult on(Candidate candidate) throws InterruptedException;
}
