package io.upmpublisher.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

import io.upmpublisher.events.CommitId;

/** A mirror opened for reading what was fetched; safe for several threads. Close it after the last read. */
public final class Mirror implements AutoCloseable {
    private final Repository repository;
    private final MirrorFolder folder;
    private final Contents contents;
    private final GitLimits limits;
    private final ObjectFaults faults;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** To be called under the folder's lock. */
    Mirror(OpenedMirror opened, Contents contents, GitLimits limits) throws IOException {
        this.repository = opened.repository();
        this.folder = opened.folder();
        this.contents = contents;
        this.limits = limits;
        this.faults = new ObjectFaults(opened.life());
        folder.use().startReading();
    }

    /** The files of a commit. */
    public CommitTree tree(CommitId commit) {
        return new CommitTree(repository, contents, faults, limits, root(commit));
    }

    /** Author, time, message and parents of a commit. */
    public CommitDetails details(CommitId commit) {
        return CommitDetails.of(parse(commit));
    }

    /**
     * The files whose content or mode differs between two commits, sorted; a renamed file counts under both names. The trees
     * are compared, so that both commits may be shallow and need not be related.
     */
    public List<String> changedPaths(CommitId before, CommitId after) {
        return faults.guard("the difference between " + before.abbreviated() + " and " + after.abbreviated(), () -> {
            try (var walk = new TreeWalk(repository)) {
                walk.addTree(root(before));
                walk.addTree(root(after));
                walk.setRecursive(true);
                walk.setFilter(TreeFilter.ANY_DIFF);
                var paths = new TreeSet<String>();
                while (walk.next()) {
                    paths.add(walk.getPathString());
                    if (paths.size() > limits.maxTreeEntries()) {
                        throw new GitException(GitFault.TREE_TOO_LARGE, "More than " + limits.maxTreeEntries()
                                + " files differ between " + before.abbreviated() + " and " + after.abbreviated());
                    }
                }
                return List.copyOf(paths);
            }
        });
    }

    /**
     * Commits without merges, newest first; the mirror must have been fetched {@linkplain FetchRequest#withHistory() whole}.
     */
    public List<CommitDetails> log(LogRequest request) {
        return faults.guard("the history of " + request.until().abbreviated(),
                () -> new CommitHistory(repository).log(request));
    }

    /** Whether the older commit is the newer one or in its history; false for one that the mirror does not have. */
    public boolean leadsTo(CommitId older, CommitId newer) {
        return faults.guard("the history of " + newer.abbreviated(),
                () -> new CommitHistory(repository).leadsTo(older, newer));
    }

    /** Makes a commit in the mirror, which no branch points to. */
    public CommitId write(NewCommit commit) {
        return faults.guard("the tree of commit " + commit.parent().abbreviated(), () -> {
            try (var reader = repository.newObjectReader(); var inserter = repository.newObjectInserter()) {
                var builder = new CommitBuilder();
                builder.setParentId(ObjectId.fromString(commit.parent().value()));
                builder.setTreeId(new TreeEdit(reader, inserter).write(root(commit.parent()), commit.files()));
                var author = new PersonIdent(commit.author().name(), commit.author().address(), commit.time(), ZoneOffset.UTC);
                builder.setAuthor(author);
                builder.setCommitter(author);
                builder.setEncoding(StandardCharsets.UTF_8);
                builder.setMessage(commit.message());
                var id = inserter.insert(builder);
                inserter.flush();
                return CommitId.of(id.name());
            }
        });
    }

    Repository repository() {
        return repository;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            repository.close();
            folder.use().stopReading();
        }
    }

    private ObjectId root(CommitId commit) {
        return parse(commit).getTree().copy();
    }

    private RevCommit parse(CommitId commit) {
        return faults.guard("commit " + commit.abbreviated(), () -> {
            try (var walk = new RevWalk(repository)) {
                return walk.parseCommit(ObjectId.fromString(commit.value()));
            }
        });
    }
}
