package io.upmpublisher.ingress.head;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.git.GitLimits;
import io.upmpublisher.git.RemoteHeads;
import io.upmpublisher.git.RemoteRepository;
import io.upmpublisher.github.GitHubCredentials;
import io.upmpublisher.github.GitHubGitCredentials;

/**
 * Asks the git host itself, not GitHub's API: one question tells of all branches, none of the API's requests are used up, and
 * it works with any git server.
 */
@ApplicationScoped
class Heads {

    private static final GitLimits LIMITS = GitLimits.defaults().withReadTimeout(Duration.ofSeconds(20))
            .withFetchTimeout(Duration.ofSeconds(30));

    private final RemoteHeads remotes;
    private final HeadConfig config;

    Heads(GitHubCredentials credentials, HeadConfig config) {
        this.remotes = new RemoteHeads(LIMITS, new GitHubGitCredentials(credentials, config.gitBaseUrl()));
        this.config = config;
    }

    Map<String, CommitId> of(RepositoryName repository, Collection<String> patterns) {
        return remotes.of(RemoteRepository.under(config.gitBaseUrl(), repository), patterns).heads();
    }
}
