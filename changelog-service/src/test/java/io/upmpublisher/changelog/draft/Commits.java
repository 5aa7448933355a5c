package io.upmpublisher.changelog.draft;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.git.CommitDetails;

/** Commits that need no repository. */
final class Commits {

    private Commits() {
    }

    /** Ids are 1111…, 2222… in the order given, which is newest first. */
    static DraftRequest request(String... messages) {
        var commits = new ArrayList<CommitDetails>();
        for (var message : messages) {
            commits.add(
                    new CommitDetails(id(commits.size() + 1), "Sam", "sam@studio.example", Instant.EPOCH, message, List.of()));
        }
        return new DraftRequest(PackageName.of("com.studio.core"), SemVersion.parse("1.2.0"), commits);
    }

    static CommitId id(int number) {
        return CommitId.of(Integer.toHexString(number).repeat(40).substring(0, 40));
    }
}
