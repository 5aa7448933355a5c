package io.upmpublisher.audit.replay;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.audit.deadletter.DeadLetterFilter;
import io.upmpublisher.audit.deadletter.DeadLetterFilterReader;

/**
 * Which parked dead letters are to be replayed: those that fit everything that is given.
 *
 * @param dryRun to be told only what would happen
 */
public record ReplayBody(@Nullable String service, @Nullable String type, @Nullable String code,
        @Nullable String repository, @Nullable String run, @Nullable Boolean dryRun) {

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    DeadLetterFilter filter() {
        return DeadLetterFilterReader.read(service, type, code, repository, run, null);
    }
}
