package io.upmpublisher.git;

import org.eclipse.jgit.lib.FileMode;

/** What git's file modes tell apart; folders are not listed. */
public enum EntryKind {
    REGULAR,
    EXECUTABLE,
    /** Its content is the path that it points to. */
    SYMLINK,
    /** A commit of another repository, which is not fetched. */
    SUBMODULE;

    static EntryKind of(FileMode mode) {
        if (mode.equals(FileMode.GITLINK)) {
            return SUBMODULE;
        }
        if (mode.equals(FileMode.SYMLINK)) {
            return SYMLINK;
        }
        return mode.equals(FileMode.EXECUTABLE_FILE) ? EXECUTABLE : REGULAR;
    }
}
