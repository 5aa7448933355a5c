package io.upmpublisher.publisher.order;

import io.upmpublisher.publisher.decision.PackageResult;
import io.upmpublisher.publisher.discovery.Candidate;

/** What is done with each package of a run in its turn; called by several threads. */
@FunctionalInterface
public interface PackageWork {

    PackageResult on(Candidate candidate) throws InterruptedException;
}
