package io.upmpublisher.publisher.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.git.EntryKind;
import io.upmpublisher.git.TreeEntry;
import io.upmpublisher.publisher.lfs.LfsException;
import io.upmpublisher.publisher.tarball.PackageFile;

/** One entry of a commit. What its content really is, is found out when someone wants to know. */
final class GitFile implements PackageFile {

    private final GitPackageTree tree;
    private final TreeEntry entry;
    private volatile @Nullable GitContent content;

    GitFile(GitPackageTree tree, TreeEntry entry) {
        this.tree = tree;
        this.entry = entry;
    }

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
        return kind() == Kind.REGULAR ? content().size() : tree.tree().size(entry);
    }

    @Override
    public Optional<String> encodingNotGiven() {
        return kind() == Kind.REGULAR ? content().encodingNotGiven() : Optional.empty();
    }

    @Override
    public boolean isElsewhere() {
        try {
            return kind() == Kind.REGULAR && content().inLfs().isPresent();
        } catch (LfsException e) {
            return true;
        }
    }

    @Override
    public InputStream open() throws IOException {
        return kind() == Kind.REGULAR ? content().open() : tree.tree().open(entry);
    }

    TreeEntry entry() {
        return entry;
    }

    GitContent content() {
        var known = content;
        if (known == null) {
            known = tree.content(entry);
            content = known;
        }
        return known;
    }
}
