package io.upmpublisher.ingress.coverage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.ingress.head.HeadCoverage;
import io.upmpublisher.ingress.hook.HookCoverage;

/** What the coverage of now is. */
@ApplicationScoped
class Coverage {

    private static final Duration WINDOW = Duration.ofHours(24);

    private final HookCoverage hooks;
    private final HeadCoverage heads;
    private final Clock clock;

    Coverage(HookCoverage hooks, HeadCoverage heads, Clock clock) {
        this.hooks = hooks;
        this.heads = heads;
        this.clock = clock;
    }

    CoverageView view() {
        var deliveries = hooks.isKnown() ? hooks.deliveriesSince(since()) : null;
        var flaws = hooks.isKnown() ? hooks.flaws() : List.<HookCoverage.Flaw> of();
        return new CoverageView(WINDOW.toHours(), since(), deliveries, hooks.isKnown() ? hooks.hooks() : List.of(),
                hooks.reconciledAt().orElse(null), heads.isKnown() ? heads.heads() : null, flaws, remedies(flaws));
    }

    HookCoverage.Deliveries deliveries() {
        return hooks.deliveriesSince(since());
    }

    private Instant since() {
        return clock.instant().minus(WINDOW);
    }

    private List<String> remedies(List<HookCoverage.Flaw> flaws) {
        var remedies = new ArrayList<String>();
        if (!hooks.isKnown()) {
            remedies.add(
                    "What GitHub sent is not known: set GH_PAT, or a GitHub App, for ingress, and UPM_WATCH_HOOKS to true.");
        }
        flaws.stream().map(HookCoverage.Flaw::remedy).distinct().forEach(remedies::add);
        if (!heads.isKnown()) {
            remedies.add("Branches are not compared: set UPM_COMPARE_HEADS to true.");
        }
        heads.aFailure().ifPresent(remedies::add);
        return remedies;
    }
}
