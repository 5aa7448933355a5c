package io.upmpublisher.publisher.decision;

import io.upmpublisher.events.PackageReport;
import io.upmpublisher.publisher.registry.DistTag;

/** What is to be done with a package. */
public sealed interface PackageDecision {

    record Publish(DistTag tag) implements PackageDecision {
    }

    /** It could not be found out. */
    record Unsettled(PackageResult result) implements PackageDecision {
    }

    /** Nothing: it is there already, or must not be published. */
    record Settled(PackageReport report) implements PackageDecision {
    }
}
