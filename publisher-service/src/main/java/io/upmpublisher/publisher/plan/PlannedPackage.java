package io.upmpublisher.publisher.plan;

import java.util.Optional;

import io.upmpublisher.events.PackageReport;
import io.upmpublisher.publisher.decision.PackagePlanner;

/**
 * What a run would do with a package.
 *
 * @param report its cause says why, its warnings what else was seen
 * @param content empty where it cannot be told, or the plan shows too many files already
 */
public record PlannedPackage(Decision decision, PackageReport report, Optional<PlannedContent> content) {

    public enum Decision {
        PUBLISH,
        SKIP,
        FAIL,
        /** A package of the commit that it depends on would not get into the registry. */
        HOLD
    }

    /** That of the report, which a run would end with; of what a run would publish, its own. */
    public String code() {
        return decision == Decision.PUBLISH ? "WOULD_PUBLISH" : report.code();
    }

    static Decision decisionOf(PackageReport report) {
        return switch (report.outcome()) {
            case PUBLISHED -> Decision.PUBLISH;
            case SKIPPED -> report.code().equals(PackagePlanner.PLAN_MODE) ? Decision.PUBLISH : Decision.SKIP;
            case FAILED -> Decision.FAIL;
            case HELD -> Decision.HOLD;
        };
    }
}
