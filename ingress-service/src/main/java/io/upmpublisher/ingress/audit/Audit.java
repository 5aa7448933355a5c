package io.upmpublisher.ingress.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * An audit of all repositories, as far as it has come.
 *
 * @param total how many are looked at
 * @param asked of how many the git host has answered, or will not
 * @param probed of how many the publisher has told how it reads them
 */
record Audit(UUID id, Instant startedAt, String startedBy, int total, int asked, int probed) {

    boolean isFinished() {
        return asked == total && probed == total;
    }
}
