package io.upmpublisher.changelog.draft;

import java.util.List;

import io.upmpublisher.events.CommitId;

/**
 * One change of an entry.
 *
 * @param text plain, not yet escaped
 * @param commits where it comes from; never none
 */
record Bullet(Section section, boolean breaking, String text, List<CommitId> commits) {

    Bullet {
        commits = List.copyOf(commits);
        if (commits.isEmpty()) {
            throw new IllegalArgumentException("A bullet cites the commits that it comes from");
        }
    }
}
