package io.upmpublisher.git;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.DepthWalk;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

import io.upmpublisher.events.CommitId;

/**
 * Which commits a mirror holds: whole, or all but the content of files, which comes when it is read. A ref is written for each
 * only after its objects are all there, so that what a killed fetch left is never taken for it; the refs are also what JGit
 * offers the remote as known.
 */
final class MirroredCommits {
    private static final String WHOLE = "refs/upm/commits/";
    private static final String WITHOUT_CONTENT = "refs/upm/trees/";

    private final Repository repository;

    MirroredCommits(Repository repository) {
        this.repository = repository;
    }

    /** False when it was never fetched, or not deep enough; throws when it was but is not there any more. */
    boolean holds(CommitId commit, int depth) throws IOException {
        if (!isNoted(commit)) {
            return false;
        }
        if (!isThere(commit, repository.exactRef(WHOLE + commit.value()) != null)) {
            throw new GitException(GitFault.MIRROR_CORRUPT, "The mirror lacks objects of commit " + commit.abbreviated());
        }
        return depth == 1 || reaches(commit, depth);
    }

    /** Of a commit or of its parents, those that came from the remote. */
    List<CommitId> fetchedNextTo(CommitId commit) throws IOException {
        if (isNoted(commit)) {
            return List.of(commit);
        }
        try (var walk = new RevWalk(repository)) {
            var fetched = new ArrayList<CommitId>();
            for (var parent : walk.parseCommit(ObjectId.fromString(commit.value())).getParents()) {
                if (isNoted(CommitId.of(parent.name()))) {
                    fetched.add(CommitId.of(parent.name()));
                }
            }
            return fetched;
        }
    }

    boolean hasObject(CommitId commit) throws IOException {
        return repository.getObjectDatabase().has(ObjectId.fromString(commit.value()));
    }

    /**
     * Notes a commit that was fetched.
     *
     * @param withContent whether its files must have come along
     * @return false if it is not there
     */
    boolean add(CommitId commit, boolean withContent) throws IOException {
        if (!isThere(commit, withContent)) {
            return false;
        }
        var update = repository.updateRef((withContent ? WHOLE : WITHOUT_CONTENT) + commit.value());
        update.setNewObjectId(ObjectId.fromString(commit.value()));
        update.disableRefLog();
        var result = update.forceUpdate();
        if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.NO_CHANGE && result != RefUpdate.Result.FORCED) {
            throw new IOException("Could not note commit " + commit.abbreviated() + " in the mirror: " + result);
        }
        return true;
    }

    private boolean isNoted(CommitId commit) throws IOException {
        return repository.exactRef(WHOLE + commit.value()) != null
                || repository.exactRef(WITHOUT_CONTENT + commit.value()) != null;
    }

    /** Every tree is read, every file looked up in the pack indexes; equal subtrees once. */
    private boolean isThere(CommitId commit, boolean withContent) throws IOException {
        try (var walk = new RevWalk(repository)) {
            var tree = walk.parseCommit(ObjectId.fromString(commit.value())).getTree();
            return isThere(walk.getObjectReader(), tree, withContent);
        } catch (IncorrectObjectTypeException e) {
            throw new GitException(GitFault.COMMIT_NOT_FOUND, commit.value() + " is no commit", e);
        } catch (IOException e) {
            return false;
        } catch (IndexOutOfBoundsException e) {
            throw new GitException(GitFault.OBJECT_INVALID, "Commit " + commit.abbreviated() + " holds a malformed folder", e);
        }
    }

    private static boolean isThere(ObjectReader reader, ObjectId tree, boolean withContent) throws IOException {
        var pending = new ArrayDeque<ObjectId>();
        var seen = new HashSet<ObjectId>();
        pending.add(tree.copy());
        while (!pending.isEmpty()) {
            for (var parser = new CanonicalTreeParser(null, reader, pending.remove()); !parser.eof(); parser.next()) {
                var id = parser.getEntryObjectId();
                var mode = parser.getEntryFileMode();
                if (mode.equals(FileMode.GITLINK) || !seen.add(id)) {
                    continue;
                }
                if (mode.equals(FileMode.TREE)) {
                    pending.add(id);
                } else if (withContent && !reader.has(id)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean reaches(CommitId commit, int depth) throws IOException {
        var shallow = repository.getObjectDatabase().getShallowCommits();
        if (shallow.isEmpty()) {
            return true;
        }
        try (var walk = new DepthWalk.RevWalk(repository, depth - 1)) {
            walk.markRoot(walk.parseCommit(ObjectId.fromString(commit.value())));
            for (var next = walk.next(); next != null; next = walk.next()) {
                if (((DepthWalk.Commit) next).getDepth() < depth - 1 && shallow.contains(next)) {
                    return false;
                }
            }
            return true;
        }
    }
}
