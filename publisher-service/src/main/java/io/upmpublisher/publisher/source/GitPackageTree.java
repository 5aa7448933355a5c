package io.upmpublisher.publisher.source;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.upmpublisher.git.CommitTree;
import io.upmpublisher.git.TreeEntry;
import io.upmpublisher.publisher.lfs.LfsObjects;
import io.upmpublisher.publisher.tarball.PackageFile;
import io.upmpublisher.publisher.tarball.PackageTree;
import io.upmpublisher.publisher.tarball.PackingRefusedException;

/** A folder of a commit as packing sees it: the files' content comes straight from the object database, or from Git LFS. */
final class GitPackageTree implements PackageTree {

    private final CommitTree tree;
    private final LfsObjects lfs;
    // Learning such a content's size takes reading it; of the others there may be very many.
    private final Map<String, GitContent> costly = new ConcurrentHashMap<>();

    GitPackageTree(CommitTree tree, LfsObjects lfs) {
        this.tree = tree;
        this.lfs = lfs;
    }

    /**
     * @throws PackingRefusedException if a path in it is not safe; it is not left out in silence
     */
    @Override
    public Collection<PackageFile> files() {
        return tree.entries().stream().<PackageFile> map(this::file).toList();
    }

    @Override
    public void bring(Collection<? extends PackageFile> files) {
        tree.bring(files.stream().filter(GitFile.class::isInstance).map(file -> ((GitFile) file).entry()).toList());
    }

    @Override
    public void fetch(Collection<? extends PackageFile> files) throws InterruptedException {
        // Whether a file is a pointer is only seen in it.
        bring(files);
        lfs.fetch(files.stream().filter(GitFile.class::isInstance).map(file -> ((GitFile) file).content())
                .flatMap(content -> content.inLfs().stream()).toList());
    }

    CommitTree tree() {
        return tree;
    }

    GitContent content(TreeEntry entry) {
        var known = costly.get(entry.path());
        if (known == null) {
            known = GitContent.of(tree.checkedOut(entry), lfs);
            if (known.isCostly()) {
                costly.put(entry.path(), known);
            }
        }
        return Objects.requireNonNull(known);
    }

    private PackageFile file(TreeEntry entry) {
        entry.flaw().ifPresent(flaw -> {
            throw new PackingRefusedException(PackingRefusedException.Code.PATH_REFUSED,
                    "The file name " + entry.path() + " is refused: " + flaw + ".");
        });
        return new GitFile(this, entry);
    }
}
