package io.upmpublisher.audit.query;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The story of a run.
 *
 * @param state the outcome of its latest revision; null until there is one
 * @param durationMillis from its first step to its last
 * @param truncated whether there are more steps than are shown
 */
record Timeline(UUID run, @Nullable String repository, @Nullable String state, Instant startedAt, Instant lastAt,
        long durationMillis, boolean truncated, List<Step> steps) {

    Timeline {
        steps = List.copyOf(steps);
    }

    /**
     * One event of the run.
     *
     * @param id of its record
     * @param summary one line for people
     * @param afterMillis since the step before
     */
    record Step(UUID id, Instant time, String type, String source, @Nullable String actor, @Nullable String outcome,
            @Nullable String code, String summary, long afterMillis) {
    }
}
