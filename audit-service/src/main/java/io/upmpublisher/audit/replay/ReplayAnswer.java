package io.upmpublisher.audit.replay;

import java.util.List;

import io.upmpublisher.audit.deadletter.DeadLetter;
import io.upmpublisher.audit.deadletter.DeadLetterView;
import io.upmpublisher.audit.link.Links;

/**
 * @param parked how many parked dead letters fit the filter
 * @param count for how many of them a replay was asked, or would be: not for those that hold no event, whose replay runs, or
 *        that are beyond what one call takes
 * @param sample the first of these
 */
record ReplayAnswer(boolean dryRun, long parked, int count, List<DeadLetterView> sample) {

    private static final int SAMPLE = 10;

    static ReplayAnswer from(ReplayPlan plan, boolean dryRun, Links links) {
        return new ReplayAnswer(dryRun, plan.parked(), plan.chosen().size(),
                plan.chosen().stream().limit(SAMPLE).map((DeadLetter letter) -> DeadLetterView.from(letter, links)).toList());
    }
}
