package io.upmpublisher.changelog.writeback;

import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.upmpublisher.changelog.history.Repositories;
import io.upmpublisher.changelog.release.GitHub;
import io.upmpublisher.changelog.release.GitHubReleases;
import io.upmpublisher.git.NewCommit;
import io.upmpublisher.github.GitHubApi;

@Dependent
class WriteBackProducer {

    @Produces
    @Singleton
    WriteBacks writeBacks(WriteBackConfig config, Repositories repositories, GitHubApi api, Clock clock) {
        var author = new NewCommit.Author(config.authorName(), repositories.own().author());
        return new WriteBacks(repositories.own(), author, usable(api).map(PullRequests::new),
                new RacePause(config.pauseAfterRace(), Thread::sleep), clock);
    }

    @Produces
    @Singleton
    GitHub gitHub(GitHubApi api) {
        return new GitHub(usable(api).map(GitHubReleases::new));
    }

    // Nobody writes without a credential.
    private static Optional<GitHubApi> usable(GitHubApi api) {
        return Optional.of(api).filter(GitHubApi::hasCredentials);
    }
}
