package io.upmpublisher.changelog.writeback;

import java.net.URI;
import java.util.Optional;

import io.upmpublisher.events.CommitId;

/** Where a revision's entries are, as the effect ledger keeps it. */
public sealed interface Written {

    record InCommit(CommitId id) implements Written {
    }

    record InPullRequest(URI address) implements Written {
    }

    /** The authors had told everything themselves. */
    record Nowhere() implements Written {
    }

    default String evidence() {
        return switch (this) {
            case InCommit(CommitId commit) -> "commit " + commit;
            case InPullRequest(URI address) -> "pull-request " + address;
            case Nowhere() -> "told";
        };
    }

    static Written of(String evidence) {
        var what = evidence.substring(evidence.indexOf(' ') + 1);
        if (evidence.startsWith("commit ")) {
            return new InCommit(CommitId.of(what));
        }
        return evidence.startsWith("pull-request ") ? new InPullRequest(URI.create(what)) : new Nowhere();
    }

    default Optional<CommitId> commit() {
        return this instanceof InCommit(CommitId commit) ? Optional.of(commit) : Optional.empty();
    }

    default Optional<URI> pullRequest() {
        return this instanceof InPullRequest(URI address) ? Optional.of(address) : Optional.empty();
    }
}
