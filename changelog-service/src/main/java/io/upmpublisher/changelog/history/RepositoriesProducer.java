package io.upmpublisher.changelog.history;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.upmpublisher.git.GitLimits;
import io.upmpublisher.git.GitMirrors;
import io.upmpublisher.github.GitHubCredentials;
import io.upmpublisher.github.GitHubGitCredentials;

@Dependent
class RepositoriesProducer {

    @Produces
    @Singleton
    Repositories repositories(HistoryConfig config, GitHubCredentials gitHub, MeterRegistry meters) {
        var limits = GitLimits.defaults().withMaxMirrorBytes(config.mirrorMaxBytes().asLongValue());
        var mirrors = new GitMirrors(config.mirrorDir(), limits, new GitHubGitCredentials(gitHub, config.gitBaseUrl()));
        FunctionCounter.builder("upm.git.single.requests", mirrors, GitMirrors::singleRequests).register(meters);
        return new Repositories(mirrors, config.gitBaseUrl(), new OwnCommits(config.ownAuthor()));
    }
}
