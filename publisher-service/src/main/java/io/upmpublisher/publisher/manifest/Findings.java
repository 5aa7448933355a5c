package io.upmpublisher.publisher.manifest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.upmpublisher.publisher.manifest.Finding.Code;

/** Gathers findings, a few of each code: a manifest of a mebibyte has room for a hundred thousand. */
final class Findings {

    private static final int MAX_PER_CODE = 5;

    private final List<Finding> kept = new ArrayList<>();
    private final Map<Code, Integer> lastOf = new EnumMap<>(Code.class);
    private final Map<Code, Integer> counts = new EnumMap<>(Code.class);

    void add(Finding finding) {
        add(finding.code(), () -> finding);
    }

    /** @param finding is not asked for where enough of the code are known */
    void add(Code code, Supplier<Finding> finding) {
        if (counts.merge(code, 1, Integer::sum) <= MAX_PER_CODE) {
            lastOf.put(code, kept.size());
            kept.add(finding.get());
        }
    }

    boolean have(Code code) {
        return counts.containsKey(code);
    }

    /** In their order; the last of a code tells how many more there are. */
    List<Finding> toList() {
        var listed = new ArrayList<>(kept);
        counts.forEach((code, count) -> {
            if (count > MAX_PER_CODE) {
                int last = lastOf.get(code);
                listed.set(last, listed.get(last).andMore(count - MAX_PER_CODE));
            }
        });
        return listed;
    }
}
