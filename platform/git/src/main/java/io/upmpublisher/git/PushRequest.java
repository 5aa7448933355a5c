package io.upmpublisher.git;

import java.util.Optional;

import org.eclipse.jgit.lib.Constants;

import io.upmpublisher.events.CommitId;

/**
 * A commit of a mirror for a branch of the remote, or for a tag.
 *
 * @param branch without {@code refs/heads/}, or a ref in full
 * @param expected what the branch must still point to; empty where it must not be there
 */
public record PushRequest(RemoteRepository remote, String branch, CommitId commit, Optional<CommitId> expected) {
    /** A tag that must not be there yet. */
    public static PushRequest ofTag(RemoteRepository remote, String name, CommitId commit) {
        return new PushRequest(remote, Constants.R_TAGS + name, commit, Optional.empty());
    }

    String ref() {
        return branch.startsWith(Constants.R_REFS) ? branch : Constants.R_HEADS + branch;
    }
}
