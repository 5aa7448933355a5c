package io.upmpublisher.git;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.jgit.lib.Constants;
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

    /** Answers whether the remote had to be asked. */
    boolean bring() throws IOException {
        var missing = new HashSet<CommitId>();
        for (var commit : request.commits()) {
            if (!mirrored.holds(commit, request.depth())) {
                missing.add(commit);
            }
        }
        if (missing.isEmpty()) {
            return false;
        }
        if (!session.fetch(missing, request.depth())) {
            bringOneByOne(missing);
        }
        for (var commit : missing) {
            if (!mirrored.add(commit, !session.leftContent())) {
                throw new GitException(GitFault.REMOTE_FAILED,
                        "The git host sent commit " + commit.abbreviated() + " of " + request.remote().name()
                                + " incompletely");
            }
        }
        return true;
    }

    /** A refusal does not say which commit it means. */
    private void bringOneByOne(Set<CommitId> refused) throws IOException {
        for (var commit : refused) {
            var brought = refused.size() > 1 && session.fetch(Set.of(commit), request.depth());
            if (!brought && !(session.mayHideCommits() && bringByBranch(commit))) {
                throw absent(commit);
            }
        }
    }

    private boolean bringByBranch(CommitId commit) throws IOException {
        // What was on a branch that is gone may have been merged.
        return branch().isPresent() && bringBy(branch().get(), commit) || bringBy(Constants.HEAD, commit);
    }

    private boolean bringBy(String ref, CommitId commit) throws IOException {
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

    private GitException absent(CommitId commit) {
        var name = request.remote().name();
        if (branch().isEmpty()) {
            return new GitException(GitFault.COMMIT_NOT_FOUND, name + " has no commit " + commit.value());
        }
        var ref = branch().get();
        var branch = Repository.shortenRefName(ref);
        return session.list(List.of(ref)).containsKey(ref)
                ? new GitException(GitFault.COMMIT_GONE, name + " has no commit " + commit.value()
                        + "; it is not on its branch " + branch)
                : new GitException(GitFault.BRANCH_GONE, name + " has no commit " + commit.value() + ", and no branch "
                        + branch + " any more");
    }

    private Optional<String> branch() {
        return request.branch().map(branch -> branch.startsWith(Constants.R_REFS) ? branch : Constants.R_HEADS + branch);
    }
}
