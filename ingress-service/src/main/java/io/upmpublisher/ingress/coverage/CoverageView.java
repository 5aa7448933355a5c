package io.upmpublisher.ingress.coverage;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.ingress.head.HeadCoverage;
import io.upmpublisher.ingress.hook.HookCoverage;

/**
 * @param hours how far back it goes
 * @param deliveries absent where GitHub is not asked, as without a credential
 * @param reconciledAt up to when at least what was sent was compared with what is here; absent before the first time
 * @param heads absent where branches are not compared
 * @param flaws what alarms were raised about
 * @param remedies what to do for all of this to be well
 */
record CoverageView(long hours, Instant since, HookCoverage.@Nullable Deliveries deliveries,
        List<HookCoverage.Hook> hooks, @Nullable Instant reconciledAt, HeadCoverage.@Nullable Heads heads,
        List<HookCoverage.Flaw> flaws, List<String> remedies) {
}
