package io.upmpublisher.publisher.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.Fault;
import io.upmpublisher.events.RepositoryProbed.Decision;
import io.upmpublisher.events.RepositoryProbed.Package;
import io.upmpublisher.events.RepositoryProbed.Plan;
import io.upmpublisher.publisher.plan.PlannedPackage;
import io.upmpublisher.publisher.plan.Planning;

/** A plan as an event tells it, and what it means for the repository. */
final class PlanOutline {

    // Those that Unity's package manager has no business with are counted, and only shown where there is room.
    private static final int MAX_PACKAGES = 200;
    private static final String NOT_UNITYS = "NOT_A_UPM_PACKAGE";

    private final List<Package> packages;

    private PlanOutline(List<Package> packages) {
        this.packages = packages;
    }

    static PlanOutline of(Planning.Plan plan) {
        return new PlanOutline(plan.packages().stream().map(PlanOutline::shown).toList());
    }

    Plan plan() {
        var first = new ArrayList<>(packages);
        first.sort((one, other) -> Boolean.compare(one.code().equals(NOT_UNITYS), other.code().equals(NOT_UNITYS)));
        return new Plan(count(Decision.PUBLISH), count(Decision.SKIP), count(Decision.FAIL), count(Decision.HOLD),
                first.subList(0, Math.min(first.size(), MAX_PACKAGES)));
    }

    List<Fault> findings() {
        var findings = new ArrayList<Fault>();
        if (packages.stream().allMatch(found -> found.code().equals(NOT_UNITYS))) {
            findings.add(new Fault("NO_PACKAGES_FOUND", "There is no Unity package in the repository's publishing branch.",
                    "Add a package.json with name and version, or take the repository out.", false));
        }
        failing().ifPresent(findings::add);
        return findings;
    }

    private Optional<Fault> failing() {
        return packages.stream().filter(found -> found.decision() == Decision.FAIL).findFirst()
                .map(found -> new Fault("PACKAGES_WOULD_FAIL",
                        "%d of %d packages would fail, as %s with %s.".formatted(count(Decision.FAIL), packages.size(),
                                found.path(), found.code()),
                        "Ask GET /api/plan of the publisher for the cause and the remedy of each.", false));
    }

    private int count(Decision decision) {
        return (int) packages.stream().filter(found -> found.decision() == decision).count();
    }

    private static Package shown(PlannedPackage planned) {
        var report = planned.report();
        return new Package(report.path(), report.name(), report.version(), report.oldVersion(), decision(planned),
                planned.code());
    }

    private static Decision decision(PlannedPackage planned) {
        return switch (planned.decision()) {
            case PUBLISH -> Decision.PUBLISH;
            case SKIP -> Decision.SKIP;
            case FAIL -> Decision.FAIL;
            case HOLD -> Decision.HOLD;
        };
    }
}
