package io.upmpublisher.git;

import java.util.Optional;

/**
 * A file of a commit.
 *
 * @param path relative to the tree that it was listed of, segments divided by '/'; for display only where it has a flaw
 * @param objectId of its content in git; a submodule's is the commit
 * @param flaw why the path must not be used; reading such an entry is refused
 */
public record TreeEntry(String path, EntryKind kind, String objectId, Optional<PathFlaw> flaw) {
    public boolean isSound() {
        return flaw.isEmpty();
    }

    boolean hasContent() {
        return kind != EntryKind.SUBMODULE;
    }
}
