package io.upmpublisher.github;

import java.time.Clock;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

@Dependent
class GitHubProducer {

    @Produces
    @Singleton
    GitHubConnection connection(GitHubConfig config, Clock clock, MeterRegistry registry) {
        return new GitHubConnection(GitHubSettings.apiBase(config), config.timeout(), clock, registry);
    }

    @Produces
    @Singleton
    GitHubCredentials credentials(GitHubConfig config, Instance<GitHubConnection> connection) {
        return GitHubSettings.credentials(config, connection::get);
    }

    @Produces
    @Singleton
    GitHubApi api(GitHubConnection connection, GitHubCredentials credentials) {
        return new GitHubApi(connection, credentials);
    }

    /** So that a mistake stops the service at its start instead of its first request. */
    void check(@Observes StartupEvent start, GitHubCredentials credentials) {
        credentials.areGiven();
    }
}
