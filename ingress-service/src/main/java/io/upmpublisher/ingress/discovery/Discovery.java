package io.upmpublisher.ingress.discovery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A search for an owner's repositories with packages.
 *
 * @param listing {@code orgs} or {@code users}: whose repositories GitHub is asked for
 * @param pages how many pages of the list are done
 * @param cutOff whether the owner has more repositories than are looked at
 * @param dueAt when it goes on; in the future while it waits for GitHub
 * @param attempts how many times in a row it came no further
 * @param claimed whether a worker has it, or had it and vanished
 * @param code why it failed, or what it waits for
 */
record Discovery(UUID id, String owner, Instant startedAt, String startedBy, State state, String listing, int pages,
        boolean cutOff, Instant dueAt, int attempts, boolean claimed, Optional<String> code,
        Optional<String> cause, Optional<Instant> finishedAt) {

    enum State {
        LISTING,
        READING,
        DONE,
        FAILED;

        boolean isFinal() {
            return this == DONE || this == FAILED;
        }
    }
}
