package io.upmpublisher.changelog.history;

import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.git.FetchRequest;
import io.upmpublisher.git.GitException;
import io.upmpublisher.git.GitFault;
import io.upmpublisher.git.GitMirrors;
import io.upmpublisher.git.Mirror;
import io.upmpublisher.git.PushOutcome;
import io.upmpublisher.git.PushRequest;
import io.upmpublisher.git.RemoteRepository;

/** One repository, seen from the branch that a changelog belongs on. */
public final class Remote {

    private final GitMirrors mirrors;
    private final RemoteRepository remote;
    private final String branch;

    Remote(GitMirrors mirrors, RemoteRepository remote, String branch) {
        this.mirrors = mirrors;
        this.remote = remote;
        this.branch = branch;
    }

    public RepositoryName name() {
        return remote.name();
    }

    public String branch() {
        return branch;
    }

    /** The newest commit of the branch. */
    public CommitId head() {
        return mirrors.resolve(remote, "refs/heads/" + branch);
    }

    /** The newest commit of another branch, if there is one. */
    public Optional<CommitId> headOf(String other) {
        return find("refs/heads/" + other);
    }

    /** The commit that a tag points to, if there is one of that name. */
    public Optional<CommitId> tagged(String tag) {
        return find("refs/tags/" + tag);
    }

    /** With all history that leads to the commits. */
    public Mirror open(CommitId... commits) {
        return mirrors.fetch(FetchRequest.of(remote, commits).onBranch(branch).withHistory());
    }

    /**
     * Sets a tag that is not there yet.
     *
     * @throws GitException with {@code REF_NOT_FOUND} if no tag can have that name
     */
    public PushOutcome tag(Mirror mirror, String tag, CommitId commit) {
        return mirrors.push(mirror, PushRequest.ofTag(remote, tag, commit));
    }

    public PushOutcome push(Mirror mirror, String to, CommitId commit, Optional<CommitId> expected) {
        return mirrors.push(mirror, new PushRequest(remote, to, commit, expected));
    }

    private Optional<CommitId> find(String ref) {
        try {
            return Optional.of(mirrors.resolve(remote, ref));
        } catch (GitException e) {
            if (e.fault() == GitFault.REF_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
