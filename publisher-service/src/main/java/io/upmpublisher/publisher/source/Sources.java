package io.upmpublisher.publisher.source;

import java.net.URI;
import java.util.Collection;
import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.git.FetchRequest;
import io.upmpublisher.git.GitException;
import io.upmpublisher.git.GitMirrors;
import io.upmpublisher.git.RemoteBranches;
import io.upmpublisher.git.RemoteRepository;
import io.upmpublisher.publisher.lfs.LfsStore;

/** Opens repositories at a commit. */
public class Sources {

    private final GitMirrors mirrors;
    private final LfsStore lfs;
    private final URI gitBase;

    /**
     * @param gitBase where repositories are cloned from; a repository's address is made of it and its name, and of nothing else
     */
    public Sources(GitMirrors mirrors, LfsStore lfs, URI gitBase) {
        this.mirrors = mirrors;
        this.lfs = lfs;
        this.gitBase = gitBase;
    }

    /**
     * Brings the commit, and the one before it where it is there to compare with.
     *
     * @throws GitException if the commit cannot be had
     */
    public Source open(RepositoryName repository, CommitRef wanted, Optional<CommitId> before, Optional<String> branch) {
        var remote = RemoteRepository.under(gitBase, repository);
        var commit = mirrors.resolve(remote, wanted.value());
        var comparable = before.filter(id -> !id.isZero() && !id.equals(commit));
        if (comparable.isPresent()) {
            try {
                return new Source(mirrors.fetch(on(branch, FetchRequest.of(remote, commit, comparable.get()))),
                        lfs.of(remote), commit, comparable);
            } catch (GitException e) {
                // A force push may have removed what the branch pointed to before; the wanted commit may be there all the same.
                if (!e.fault().isCommitMissing()) {
                    throw e;
                }
            }
        }
        return new Source(mirrors.fetch(on(branch, FetchRequest.of(remote, commit))), lfs.of(remote), commit,
                Optional.empty());
    }

    /**
     * The branches that fit one of the patterns, and which is the default.
     *
     * @throws GitException if the repository cannot be read
     */
    public RemoteBranches branches(RepositoryName repository, Collection<String> patterns) {
        return mirrors.branches(RemoteRepository.under(gitBase, repository), patterns);
    }

    private static FetchRequest on(Optional<String> branch, FetchRequest request) {
        return branch.map(request::onBranch).orElse(request);
    }
}
