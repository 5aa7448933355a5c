package io.upmpublisher.publisher.lfs;

/** Why a content that Git LFS keeps cannot be had. The names are a contract: events, metrics and documents carry them. */
public enum LfsFault {

    /** A pointer where no attribute says that Git LFS keeps the file: a checkout would give the pointer. */
    LFS_CONTENT_MISSING(false, "Track the file in .gitattributes (git lfs track), commit the file itself, or leave it out."),
    LFS_POINTER_INVALID(false, "Commit the file anew with git-lfs installed (git lfs migrate import, git add --renormalize)."),
    LFS_NOT_OFFERED(false, "Switch Git LFS on for the repository, and check that the credential may read it."),
    LFS_CREDENTIAL_REFUSED(false, "Renew the git credential (GH_PAT) or give it read access to the repository's contents."),
    LFS_OBJECT_MISSING(false, "Upload it from a clone that has it: git lfs push --all origin."),
    LFS_OBJECT_CORRUPT(false, "Upload the file anew from a clone that has it, or run the LFS server's own check."),
    LFS_OBJECT_TOO_LARGE(false, "Leave the file out of the package, or raise publisher.source.lfs.max-object-bytes."),
    LFS_QUOTA_EXCEEDED(false, "Raise the storage or bandwidth quota of the repository's owner at the git host."),
    LFS_REFUSED(false, "Look at what the git host says; git lfs fetch in a fresh clone should say the same."),
    LFS_ADDRESS_REFUSED(false, "Serve LFS objects over https; plain http only from the git host or UPM_PLAIN_HTTP_HOSTS."),
    LFS_RATE_LIMITED(true, "Wait; it goes on when the git host allows it."),
    LFS_UNREACHABLE(true, "Check the network and the git host's status; it is tried again."),
    LFS_ANSWER_INVALID(true, "Check that the git host, and no proxy before it, answers requests for Git LFS."),
    LFS_CACHE_UNUSABLE(true, "Check free space and permissions of the mirror folder (UPM_MIRROR_DIR); it is tried again.");

    private final boolean retryHelps;
    private final String remedy;

    LfsFault(boolean retryHelps, String remedy) {
        this.retryHelps = retryHelps;
        this.remedy = remedy;
    }

    /** Whether the same work may succeed later without anyone changing anything. */
    public boolean retryHelps() {
        return retryHelps;
    }

    public String remedy() {
        return remedy;
    }
}
