package io.upmpublisher.git;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.upmpublisher.events.CommitId;

/**
 * Branches as a remote tells of them.
 *
 * @param defaultBranch the one that its {@code HEAD} stands for; empty where that branch has no commit, or the remote is too
 *        old to say
 * @param heads what those that were asked for point to, by their names, as far as they are there
 */
public record RemoteBranches(Optional<String> defaultBranch, Map<String, CommitId> heads) {
    public RemoteBranches {
        heads = Map.copyOf(heads);
    }

    /** Sorted. */
    public List<String> names() {
        return heads.keySet().stream().sorted().toList();
    }
}
