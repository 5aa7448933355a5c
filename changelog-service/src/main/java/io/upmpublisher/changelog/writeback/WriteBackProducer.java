package io.upmpublisher.changelog.writeback;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.upmpublisher.changelog.history.Repositories;
import io.upmpublisher.changelog.release.GitHub;
import io.upmpublisher.changelog.release.GitHubReleases;
import io.upmpublisher.changelog.remote.JsonApi;
import io.upmpublisher.git.NewCommit;

@Dependent
class WriteBackProducer {

    @Produces
    @Singleton
    WriteBacks writeBacks(WriteBackConfig config, Repositories repositories, Clock clock) {
        var author = new NewCommit.Author(config.authorName(), repositories.own().author());
        return new WriteBacks(repositories.own(), author, api(config, clock).map(PullRequests::new),
                new RacePause(config.pauseAfterRace(), Thread::sleep), clock);
    }

    @Produces
    @Singleton
    GitHub gitHub(WriteBackConfig config, Clock clock) {
        return new GitHub(api(config, clock).map(GitHubReleases::new));
    }

    private static Optional<JsonApi> api(WriteBackConfig config, Clock clock) {
        return config.githubToken().map(String::strip).filter(token -> !token.isEmpty())
                .map(token -> new JsonApi(
                        config.githubApiUrl(),
                        Map.of("Authorization", "Bearer " + token, "Accept", "application/vnd.github+json",
                                "X-GitHub-Api-Version",
                                "2022-11-28", "User-Agent", "upm-auto-publisher"),
                        config.githubTimeout(), config.plainHttpHosts().orElse(Set.of()), clock));
    }
}
