package io.upmpublisher.git;

import java.util.List;
import java.util.Optional;

/**
 * Branches as a remote tells of them.
 *
 * @param defaultBranch the one that its {@code HEAD} stands for; empty where that branch has no commit, or the remote is too
 *        old to say
 * @param names those that were asked for and are there, sorted
 */
public record RemoteBranches(Optional<String> defaultBranch, List<String> names) {
    public RemoteBranches {
        names = List.copyOf(names);
    }
}
