package io.upmpublisher.changelog.draft;

import java.util.List;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.git.CommitDetails;

/**
 * @param commits that went into the version, newest first
 */
public record DraftRequest(PackageName name, SemVersion version, List<CommitDetails> commits) {

    public DraftRequest {
        commits = List.copyOf(commits);
    }
}
