package io.upmpublisher.audit.replay;

import java.util.List;

import io.upmpublisher.audit.deadletter.DeadLetter;

/**
 * @param parked how many parked ones fit the filter
 * @param chosen those of them that a replay is asked for, at most as many as one call takes
 */
record ReplayPlan(long parked, List<DeadLetter> chosen) {

    ReplayPlan {
        chosen = List.copyOf(chosen);
    }
}
