package io.upmpublisher.ingress.hook;

import java.time.Instant;
import java.util.Optional;

/**
 * A place where a webhook is, or should be.
 *
 * @param listedUntil the newest attempt that a complete listing has seen
 * @param reconciledAt when what GitHub sent was last compared with what is here
 */
record WatchedHook(HookScope scope, HookState state, String detail, Instant watchedSince, Optional<Instant> lookedAt,
        Optional<Instant> listedUntil, Optional<Instant> reconciledAt) {

    /** Since when nothing is known of what was sent. */
    Instant blindSince() {
        return reconciledAt.orElse(watchedSince);
    }
}
