package io.upmpublisher.ingress.delivery;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.ingress.request.IgnoreCode;
import io.upmpublisher.web.problem.Problem;

/**
 * Which ignored deliveries are to be decided anew: those that fit everything that is given.
 *
 * @param since the first time of arrival
 * @param until the first time after it
 * @param dryRun to be told only what would happen
 * @param cursor {@code nextCursor} of the call before, to go on where it ended
 */
public record ReplayBody(@Nullable RepositoryName repository, @Nullable IgnoreCode code, @Nullable Instant since,
        @Nullable Instant until, @Nullable Boolean dryRun, @Nullable String cursor) {

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    ReplayFilter filter() {
        if (since != null && until != null && until.isBefore(since)) {
            throw Problem.invalidField("/until", "must not be before since");
        }
        return new ReplayFilter(Optional.ofNullable(repository), Optional.ofNullable(code), Optional.ofNullable(since),
                Optional.ofNullable(until));
    }
}
