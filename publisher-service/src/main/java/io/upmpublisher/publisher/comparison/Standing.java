package io.upmpublisher.publisher.comparison;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import io.upmpublisher.events.Fault;

/**
 * How a repository's comparison stands.
 *
 * @param counts of versions; of results that there are
 * @param overdue those of them that are older than the patience that the old system, and a run, may take
 * @param examples the oldest of each result that speaks against switching
 * @param packages how many are compared
 * @param unasked those of them that no look was at yet
 * @param problems those of which the last look found out nothing
 * @param problem of one of them
 * @param timeless those of which the registry does not say when versions were published
 * @param oldestLook when the registry was asked about the package that it was asked about the longest ago
 */
record Standing(Map<Result, Integer> counts, Map<Result, Integer> overdue, Map<Result, Example> examples, int packages,
        int unasked, int problems, Optional<Fault> problem, int timeless, Optional<Instant> oldestLook) {

    Standing {
        counts = copy(counts);
        overdue = copy(overdue);
        examples = copy(examples);
    }

    record Example(String what, String cause, Optional<String> remedy) {
    }

    int count(Result result) {
        return counts.getOrDefault(result, 0);
    }

    int overdue(Result result) {
        return overdue.getOrDefault(result, 0);
    }

    Optional<Example> example(Result result) {
        return Optional.ofNullable(examples.get(result));
    }

    private static <T> Map<Result, T> copy(Map<Result, T> map) {
        var copied = new EnumMap<Result, T>(Result.class);
        copied.putAll(map);
        return copied;
    }
}
