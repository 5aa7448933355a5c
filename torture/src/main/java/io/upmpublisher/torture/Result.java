package io.upmpublisher.torture;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.upmpublisher.torture.check.Finding;
import io.upmpublisher.torture.check.Finding.Kind;

/**
 * What one scenario came to.
 *
 * @param sent pushes
 * @param accepted those that were answered 2xx at the first try
 * @param indeterminate those that were not, and were told of again
 * @param absorbed repetitions, at the door and between services, that led to nothing
 * @param firstEffect from the end of the faults to the first publish or message; empty if there was none after it
 * @param drained from the end of the faults to the last event of the last run
 */
record Result(String scenario, int sent, long accepted, long indeterminate, List<Finding> findings, long absorbed,
        Optional<Duration> firstEffect, Optional<Duration> drained, List<String> notes) {

    long count(Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    boolean holds() {
        return count(Kind.LOST) == 0 && count(Kind.DUPLICATE) == 0 && count(Kind.BROKEN) == 0;
    }

    boolean showsLossOrDuplicates() {
        return count(Kind.LOST) > 0 || count(Kind.DUPLICATE) > 0;
    }
}
