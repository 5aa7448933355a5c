package io.upmpublisher.publisher.source;

import java.io.InputStream;
import java.util.Collection;

import io.upmpublisher.git.CommitTree;
import io.upmpublisher.git.EntryKind;
import io.upmpublisher.git.TreeEntry;
import io.upmpublisher.publisher.tarball.PackageFile;
import io.upmpublisher.publisher.tarball.PackageTree;
import io.upmpublisher.publisher.tarball.PackingRefusedException;

/** A folder of a commit as packing sees it: the files' content comes straight from the object database. */
final class GitPackageTree implements PackageTree {

    private final CommitTree tree;

    GitPackageTree(CommitTree tree) {
        this.tree = tree;
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
        tree.bring(files.stream().filter(GitFile.class::isInstance).map(GitFile.class::cast).map(GitFile::entry).toList());
    }

    private PackageFile file(TreeEntry entry) {
        entry.flaw().ifPresent(flaw -> {
            throw new PackingRefusedException(PackingRefusedException.Code.PATH_REFUSED,
                    "The file name " + entry.path() + " is refused: " + flaw + ".");
        });
        return new GitFile(tree, entry);
    }

    private record GitFile(CommitTree tree, TreeEntry entry) implements PackageFile {

        @Override
        public String path() {
            return entry.path();
        }

        @Override
        public Kind kind() {
            return switch (entry.kind()) {
                case REGULAR, EXECUTABLE -> Kind.REGULAR;
                case SYMLINK -> Kind.SYMLINK;
                case SUBMODULE -> Kind.SUBMODULE;
            };
        }

        @Override
        public boolean executable() {
            return entry.kind() == EntryKind.EXECUTABLE;
        }

        @Override
        public long size() {
            return tree.size(entry);
        }

        @Override
        public InputStream open() {
            return tree.open(entry);
        }
    }
}
