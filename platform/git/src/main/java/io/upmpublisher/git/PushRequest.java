package io.upmpublisher.git;

import java.util.Optional;

import io.upmpublisher.events.CommitId;

/**
 * A commit of a mirror for a branch of the remote.
 *
 * @param branch without {@code refs/heads/}
 * @param expected what the branch must still point to; empty where it must not be there
 */
public record PushRequest(RemoteRepository remote, String branch, CommitId commit, Optional<CommitId> expected) {
    String ref() {
        return "refs/heads/" + branch;
    }
}
