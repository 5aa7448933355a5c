package io.upmpublisher.git;

/** What can go wrong between here and a remote repository; the names are stable codes. */
public enum GitFault {
    REPOSITORY_UNREACHABLE(true, "Check the network and the git host's status; it is tried again."),
    REPOSITORY_NOT_FOUND(false, "Check owner and name, and that the credential may read the repository."),
    REPOSITORY_ACCESS_DENIED(false, "Renew the git credential or give it read access to the repository's contents."),
    REDIRECT_REFUSED(false, "Register the repository under its present address; credentials do not follow to another host."),
    REMOTE_FAILED(true, "Run git fsck on the git host if it persists; it is tried again."),
    REF_NOT_FOUND(false, "Check the name of the branch."),
    COMMIT_NOT_FOUND(false, "Check that the commit was pushed and is still on a branch of that repository."),
    COMMIT_GONE(false, "Nothing to do if it was force-pushed away: what replaced it has a run of its own. Else push it again."),
    BRANCH_GONE(false, "Nothing to do if the branch was deleted on purpose. Else push it again."),
    OBJECT_FORMAT_UNSUPPORTED(false, "Use a repository with SHA-1 object ids."),
    OBJECT_INVALID(false, "Run git fsck in the repository and commit the named content anew."),
    FETCH_TOO_LARGE(false, "Raise the limit of received bytes, or move large files to Git LFS."),
    ADVERTISEMENT_TOO_LARGE(false, "Delete branches and tags that nobody needs from the repository."),
    FETCH_TIMEOUT(true, "Raise the fetch time limit if it persists; it is tried again."),
    FETCH_INTERRUPTED(true, "The service was stopping; it is tried again."),
    MIRROR_CORRUPT(true, "Nothing to do: the mirror is fetched anew at the next try."),
    MIRROR_UNUSABLE(true, "Check free space and permissions of the mirror folder; it is tried again."),
    MIRROR_DISK_FULL(true, "Free space on the disk of the mirror folder, or lower the folder's limit; it is tried again."),
    TREE_TOO_LARGE(false, "Raise the limit of files per commit, nest folders less deeply, or split the repository."),
    BLOB_TOO_LARGE(false, "Make the file smaller."),
    ATTRIBUTES_UNUSABLE(false, "Correct or simplify .gitattributes; git check-attr -a <file> shows what it says."),
    ENCODING_UNSUPPORTED(false, "Use UTF-16, UTF-16LE-BOM or another encoding that docs/packing.md lists, or none."),
    PATH_REFUSED(false, "Rename the file: its path is not safe to unpack.");

    private final boolean transientFault;
    private final String remedy;

    GitFault(boolean transientFault, String remedy) {
        this.transientFault = transientFault;
        this.remedy = remedy;
    }

    /** Whether the same request may succeed later without anybody changing anything. */
    public boolean transientFault() {
        return transientFault;
    }

    /** Whether the remote does not have the commit; right after a push, some hosts say so of one that they just took. */
    public boolean isCommitMissing() {
        return this == COMMIT_NOT_FOUND || this == COMMIT_GONE || this == BRANCH_GONE;
    }

    public String remedy() {
        return remedy;
    }
}
