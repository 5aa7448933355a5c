package io.upmpublisher.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** The files of a commit, or of one folder in it; safe for several threads while its mirror is open. */
public final class CommitTree {
    /** Deeper than any real project; a chain of trees costs its author nothing. */
    private static final int MAX_DEPTH = 100;
    private static final int MAX_IGNORE_FILE = 1 << 20;
    private static final int MAX_ATTRIBUTES_FILE = 1 << 20;

    private final Repository repository;
    private final Contents contents;
    private final ObjectFaults faults;
    private final GitLimits limits;
    private final ObjectId tree;
    private final String folder;
    private final AttributeRules attributes;

    CommitTree(Repository repository, Contents contents, ObjectFaults faults, GitLimits limits, ObjectId tree) {
        this.repository = repository;
        this.contents = contents;
        this.faults = faults;
        this.limits = limits;
        this.tree = tree;
        this.folder = "";
        this.attributes = new AttributeRules(this::attributesFile);
    }

    private CommitTree(CommitTree outer, String name, ObjectId tree) {
        this.repository = outer.repository;
        this.contents = outer.contents;
        this.faults = outer.faults;
        this.limits = outer.limits;
        this.tree = tree;
        this.folder = outer.folder + name + "/";
        this.attributes = outer.attributes;
    }

    /** Every file below, in git's order, without reading any; entries with a flawed path are among them and say so. */
    public List<TreeEntry> entries() {
        return faults.guard("the files of a commit", () -> {
            try (var reader = repository.newObjectReader(); var walk = new TreeWalk(reader)) {
                walk.addTree(tree);
                var entries = new ArrayList<TreeEntry>();
                var paths = new HashSet<String>();
                // Folders count too: a few nested trees without any file can stand for billions of folders.
                for (var visited = 1; walk.next(); visited++) {
                    if (visited > limits.maxTreeEntries()) {
                        throw new GitException(GitFault.TREE_TOO_LARGE, "The commit has more than " + limits.maxTreeEntries()
                                + " files and folders");
                    }
                    if (walk.isSubtree()) {
                        enter(walk);
                    } else {
                        entries.add(entry(walk, paths));
                    }
                }
                return List.copyOf(entries);
            }
        });
    }

    /** The file at exactly this path; empty for folders. */
    public Optional<TreeEntry> entry(String path) {
        return faults.guard(path, () -> {
            try (var reader = repository.newObjectReader(); var walk = walkTo(reader, path)) {
                return walk == null || walk.isSubtree() ? Optional.empty()
                        : Optional.of(entry(walk, new HashSet<>()));
            }
        });
    }

    /** The folder at this path, with paths relative to it; the empty path is this tree itself. */
    public Optional<CommitTree> subtree(String path) {
        if (path.isEmpty()) {
            return Optional.of(this);
        }
        return faults.guard(path, () -> {
            try (var reader = repository.newObjectReader(); var walk = walkTo(reader, path)) {
                return walk == null || !walk.isSubtree() ? Optional.empty()
                        : Optional.of(new CommitTree(this, path, walk.getObjectId(0)));
            }
        });
    }

    /** The names of the files right here, without those of folders. */
    public List<String> names() {
        return faults.guard("the files of a folder", () -> {
            try (var reader = repository.newObjectReader(); var walk = new TreeWalk(reader)) {
                walk.addTree(tree);
                var names = new ArrayList<String>();
                while (walk.next() && names.size() < limits.maxTreeEntries()) {
                    if (!walk.isSubtree()) {
                        names.add(walk.getPathString());
                    }
                }
                return List.copyOf(names);
            }
        });
    }

    /** Whether the {@code .gitignore} files on the way to a path, which need not be there, leave the file out. */
    public boolean ignores(String path) {
        for (var slash = path.lastIndexOf('/');; slash = path.lastIndexOf('/', slash - 1)) {
            var folder = slash < 0 ? "" : path.substring(0, slash + 1);
            var verdict = entry(folder + Constants.DOT_GIT_IGNORE).filter(TreeEntry::isSound).map(this::rules)
                    .map(rules -> rules.checkIgnored(path.substring(folder.length()), false));
            if (verdict.isPresent()) {
                return verdict.get();
            }
            if (slash < 0) {
                return false;
            }
        }
    }

    private IgnoreNode rules(TreeEntry entry) {
        return faults.guard(entry.path(), () -> {
            var rules = new IgnoreNode();
            rules.parse(new ByteArrayInputStream(read(entry, MAX_IGNORE_FILE)));
            return rules;
        });
    }

    /** Brings the content of these files in one request; without it, each comes by a request of its own when it is read. */
    public void bring(Collection<TreeEntry> entries) {
        faults.guard("the files of a commit", () -> {
            contents.bring(entries.stream().filter(TreeEntry::hasContent).map(CommitTree::id).toList());
            return entries;
        });
    }

    /** In bytes, 0 for a submodule; the content is brought for it. */
    public long size(TreeEntry entry) {
        return entry.hasContent() ? withContent(entry, () -> {
            try (var reader = repository.newObjectReader()) {
                return reader.getObjectSize(id(entry), Constants.OBJ_BLOB);
            }
        }) : 0;
    }

    /**
     * The content as a stream; large files are not held in memory. A damaged mirror shows as {@link GitException} while
     * reading.
     */
    public InputStream open(TreeEntry entry) {
        refuseUnreadable(entry);
        var reader = repository.newObjectReader();
        try {
            var content = withContent(entry, () -> reader.open(id(entry), Constants.OBJ_BLOB).openStream());
            return new BlobStream(content, reader, faults, entry.path());
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** The whole content, refused when it is larger than the limit. */
    public byte[] read(TreeEntry entry, int maxBytes) {
        var size = size(entry);
        if (size > maxBytes) {
            throw new GitException(GitFault.BLOB_TOO_LARGE,
                    entry.path() + " has " + size + " bytes, more than the limit of " + maxBytes);
        }
        return faults.guard(entry.path(), () -> {
            try (var content = open(entry)) {
                return content.readAllBytes();
            }
        });
    }

    /** The file as git checks it out, with all {@code .gitattributes} from the repository's root on. */
    public CheckedOutFile checkedOut(TreeEntry entry) {
        refuseUnreadable(entry);
        return guarded(entry.path(),
                () -> new CheckedOutFile(this, entry, Conversion.of(attributes.of(folder + entry.path()))));
    }

    <T> T guarded(String what, ObjectFaults.Read<T> read) {
        return faults.guard(what, read);
    }

    private byte[] attributesFile(String path) {
        var file = entry(path).filter(TreeEntry::isSound).filter(entry -> entry.kind() != EntryKind.SUBMODULE);
        if (file.filter(entry -> size(entry) > MAX_ATTRIBUTES_FILE).isPresent()) {
            throw new GitException(GitFault.ATTRIBUTES_UNUSABLE, path + " has more than " + MAX_ATTRIBUTES_FILE + " bytes");
        }
        return file.map(entry -> read(entry, MAX_ATTRIBUTES_FILE)).orElse(new byte[0]);
    }

    private <T> T withContent(TreeEntry entry, ObjectFaults.Read<T> read) {
        return faults.guard(entry.path(), () -> {
            try {
                return read.get();
            } catch (MissingObjectException e) {
                contents.bringAlone(id(entry), folder + entry.path());
                return read.get();
            }
        });
    }

    private @Nullable TreeWalk walkTo(ObjectReader reader, String path) throws IOException {
        return path.isEmpty() || path.startsWith("/") || path.endsWith("/") || path.contains("//") ? null
                : TreeWalk.forPath(reader, path, tree);
    }

    private void enter(TreeWalk walk) throws IOException {
        if (walk.getDepth() >= MAX_DEPTH) {
            throw new GitException(GitFault.TREE_TOO_LARGE, "The commit has folders more than " + MAX_DEPTH + " deep");
        }
        walk.enterSubtree();
    }

    private static TreeEntry entry(TreeWalk walk, Set<String> known) {
        var kind = EntryKind.of(walk.getFileMode());
        var id = walk.getObjectId(0);
        var flaw = PathFlaw.of(walk.getRawPath());
        if (!known.add(walk.getPathString()) && flaw.isEmpty()) {
            flaw = Optional.of(PathFlaw.DUPLICATE);
        }
        return new TreeEntry(walk.getPathString(), kind, id.name(), flaw);
    }

    private static void refuseUnreadable(TreeEntry entry) {
        if (entry.flaw().isPresent()) {
            throw new GitException(GitFault.PATH_REFUSED, "A path of the commit is refused: " + entry.flaw().get());
        }
        if (entry.kind() == EntryKind.SUBMODULE) {
            throw new GitException(GitFault.OBJECT_INVALID,
                    entry.path() + " is a submodule, whose content is not in this repository");
        }
    }

    private static ObjectId id(TreeEntry entry) {
        return ObjectId.fromString(entry.objectId());
    }
}
