package io.upmpublisher.git;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

import org.eclipse.jgit.lib.Repository;

import io.upmpublisher.events.CommitId;

/** Brings those commits of a request that the mirror does not hold yet. */
final class MissingCommits {
    /** Where commits cannot be asked for by id, each step deepens the branch; beyond the last a commit counts as not found. */
    private static final int[] BRANCH_DEPTHS = { 50, 500, 5_000 };

    private final FetchRequest request;
    private final MirroredCommits mirrored;
    private final RemoteSession session;

    MissingCommits(FetchRequest request, Repository repository, RemoteSession session) {
        this.request = request;
        this.mirrored = new MirroredCommits(repository);
        this.session = session;
    }

    void bring() throws IOException {
        var missing = new HashSet<CommitId>();
        for (var commit : request.commits()) {
            if (!mirrored.holds(commit, request.depth())) {
                missing.add(commit);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        if (!session.fetch(missing, request.depth())) {
            bringOneByOne(missing);
        }
        for (var commit : missing) {
            if (!mirrored.isWhole(commit)) {
                throw new GitException(GitFault.REMOTE_FAILED,
                        "The git host sent commit " + commit.abbreviated() + " of " + request.remote().name()
                                + " incompletely");
            }
            mirrored.add(commit);
        }
    }

    /** A refusal does not say which commit it means. */
    private void bringOneByOne(Set<CommitId> refused) throws IOException {
        for (var commit : refused) {
            var brought = refused.size() > 1 && session.fetch(Set.of(commit), request.depth());
            if (!brought && !(session.mayHideCommits() && bringByBranch(commit))) {
                throw new GitException(GitFault.COMMIT_NOT_FOUND, request.remote().name() + " has no commit " + commit.value());
            }
        }
    }

    private boolean bringByBranch(CommitId commit) throws IOException {
        var ref = request.branch().map(branch -> branch.startsWith("refs/") ? branch : "refs/heads/" + branch).orElse("HEAD");
        for (var depth : BRANCH_DEPTHS) {
            if (session.fetchRef(ref, Math.max(depth, request.depth())).isEmpty()) {
                return false;
            }
            if (mirrored.hasObject(commit)) {
                return true;
            }
        }
        return false;
    }
}
