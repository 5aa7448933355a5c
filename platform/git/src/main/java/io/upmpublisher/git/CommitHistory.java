package io.upmpublisher.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

import io.upmpublisher.events.CommitId;

/** Walks the commits of one mirror. */
final class CommitHistory {
    private final Repository repository;

    CommitHistory(Repository repository) {
        this.repository = repository;
    }

    /** Without merges: what they bring is told by the commits that they join. */
    List<CommitDetails> log(LogRequest request) throws IOException {
        try (var walk = new RevWalk(repository)) {
            walk.setRevFilter(RevFilter.NO_MERGES);
            // Children before parents, whatever the clocks of those who made them said.
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.COMMIT_TIME_DESC, true);
            if (!request.path().isEmpty()) {
                walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(request.path()), TreeFilter.ANY_DIFF));
            }
            walk.markStart(walk.parseCommit(id(request.until())));
            if (request.since().isPresent()) {
                walk.markUninteresting(walk.parseCommit(id(request.since().get())));
            }
            var commits = new ArrayList<CommitDetails>();
            for (var commit = walk.next(); commit != null && commits.size() < request.limit(); commit = walk.next()) {
                walk.parseBody(commit);
                commits.add(CommitDetails.of(commit));
            }
            return List.copyOf(commits);
        }
    }

    boolean leadsTo(CommitId older, CommitId newer) throws IOException {
        // One that a force push removed may never have been fetched, which is no damage.
        if (older.value().length() != newer.value().length() || !repository.getObjectDatabase().has(id(older))) {
            return false;
        }
        try (var walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(id(older)), walk.parseCommit(id(newer)));
        }
    }

    private static ObjectId id(CommitId commit) {
        return ObjectId.fromString(commit.value());
    }
}
