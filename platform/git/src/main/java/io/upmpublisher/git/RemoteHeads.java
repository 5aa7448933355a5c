package io.upmpublisher.git;

import java.util.Collection;
import java.util.HashMap;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

import io.upmpublisher.events.BranchPattern;
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
     * The branches that fit one of the {@linkplain BranchPattern patterns}, and which is the default, all by one question.
     *
     * @throws GitException if the remote does not say it
     */
    public RemoteBranches of(RemoteRepository remote, Collection<String> patterns) {
        var wanted = patterns.stream().map(RemoteHeads::refsLike).filter(RemoteHeads::canBeAskedFor);
        var asked = Stream.concat(Stream.of(Constants.HEAD), wanted).distinct().toList();
        return TimeLimited.call(limits.fetchTimeout(), "Listing the branches of " + remote.name(), () -> {
            try (var nowhere = new InMemoryRepository(new DfsRepositoryDescription(remote.name().key()))) {
                var refs = new RemoteSession(remote, nowhere, credentials, limits).list(asked);
                var head = Optional.ofNullable(refs.get(Constants.HEAD)).filter(Ref::isSymbolic)
                        .map(ref -> Repository.shortenRefName(ref.getTarget().getName()));
                var heads = new HashMap<String, CommitId>();
                refs.forEach((name, ref) -> {
                    // Whatever a remote tells beside what it was asked for is passed over.
                    if (name.startsWith(Constants.R_HEADS) && ref.getObjectId() != null
                            && BranchPattern.anyMatches(patterns, Repository.shortenRefName(name))) {
                        heads.put(Repository.shortenRefName(name), CommitId.of(ref.getObjectId().name()));
                    }
                });
                return new RemoteBranches(head, heads);
            }
        });
    }

    // Git has wildcards at the end of a prefix only; what comes too much is sorted out here.
    private static String refsLike(String pattern) {
        var star = pattern.indexOf('*');
        return Constants.R_HEADS + (star < 0 ? pattern : pattern.substring(0, star) + "*");
    }

    private static boolean canBeAskedFor(String ref) {
        return Repository.isValidRefName(ref.replace('*', 'x'));
    }
}
