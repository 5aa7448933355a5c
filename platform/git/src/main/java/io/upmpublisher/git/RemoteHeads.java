package io.upmpublisher.git;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

import io.upmpublisher.events.CommitId;

/** What branches of remotes point to, asked by {@code git ls-remote}'s question: it needs no mirror and fetches nothing. */
public final class RemoteHeads {

    private final GitLimits limits;
    private final GitCredentials credentials;

    public RemoteHeads(GitLimits limits, GitCredentials credentials) {
        IsolatedGit.install();
        this.limits = limits;
        this.credentials = credentials;
    }

    /**
     * The commits of those of the branches that are there, by the branch's name; one question for all of them.
     *
     * @throws GitException if the remote does not say it
     */
    public Map<String, CommitId> heads(RemoteRepository remote, Collection<String> branches) {
        var refs = branches.stream().map(branch -> Constants.R_HEADS + branch).filter(Repository::isValidRefName).toList();
        return TimeLimited.call(limits.fetchTimeout(), "Listing the branches of " + remote.name(), () -> {
            try (var nowhere = new InMemoryRepository(new DfsRepositoryDescription(remote.name().key()))) {
                var listed = new RemoteSession(remote, nowhere, credentials, limits).list(refs);
                var heads = new HashMap<String, CommitId>();
                for (var ref : refs) {
                    var found = listed.get(ref);
                    if (found != null && found.getObjectId() != null) {
                        heads.put(ref.substring(Constants.R_HEADS.length()), CommitId.of(found.getObjectId().name()));
                    }
                }
                return Map.copyOf(heads);
            }
        });
    }
}
