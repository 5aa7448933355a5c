package io.upmpublisher.changelog.writeback;

import java.time.Clock;
import java.util.Optional;

import io.upmpublisher.changelog.history.OwnCommits;
import io.upmpublisher.changelog.history.Remote;
import io.upmpublisher.git.NewCommit;

/**
 * By what means entries get into repositories.
 *
 * @param pullRequests missing without a credential for the API
 */
public record WriteBacks(OwnCommits own, NewCommit.Author author, Optional<PullRequests> pullRequests, RacePause racePause,
        Clock clock) {

    public WriteBack of(Remote remote, Revision revision) {
        return new WriteBack(remote, revision, this);
    }
}
