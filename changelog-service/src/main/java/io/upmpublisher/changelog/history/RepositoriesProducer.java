package io.upmpublisher.changelog.history;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.upmpublisher.git.GitLimits;
import io.upmpublisher.git.GitMirrors;
import io.upmpublisher.github.GitHubCredentials;
import io.upmpublisher.github.GitHubGitCredentials;

@Dependent
class RepositoriesProducer {

    @Produces
    @Singleton
    Repositories repositories(HistoryConfig config, GitHubCredentials gitHub) {
        var limits = GitLimits.defaults().withMaxMirrorBytes(config.mirrorMaxBytes().asLongValue());
        var mirrors = new GitMirrors(config.mirrorDir(), limits, new GitHubGitCredentials(gitHub, config.gitBaseUrl()));
        return new Repositories(mirrors, config.gitBaseUrl(), new OwnCommits(config.ownAuthor()));
    }
}
