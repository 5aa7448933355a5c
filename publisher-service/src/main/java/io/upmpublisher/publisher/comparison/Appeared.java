package io.upmpublisher.publisher.comparison;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.registry.Packument;

/**
 * A version that was published while its repository was in plan mode, and that is not among those that a run would have
 * published.
 */
record Appeared(SemVersion version, Instant publishedAt) {

    /** The newest at one look; more of one package are nobody's releases. */
    private static final int MOST = 200;

    /**
     * The oldest first. A registry that does not say when versions were published tells of none: which were there before,
     * nobody could say.
     *
     * @param known what looks have found out before
     */
    static List<Appeared> in(Packument packument, Instant beganAt, Map<SemVersion, Result> known) {
        var newest = packument.publishedAt().entrySet().stream().filter(entry -> !entry.getValue().isBefore(beganAt))
                .filter(entry -> known.getOrDefault(entry.getKey(), Result.UNEXPECTED) == Result.UNEXPECTED)
                .map(entry -> new Appeared(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Appeared::publishedAt).reversed()).limit(MOST).toList();
        return newest.reversed();
    }
}
