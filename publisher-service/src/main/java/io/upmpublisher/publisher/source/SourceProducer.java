package io.upmpublisher.publisher.source;

import java.net.URI;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.git.GitLimits;
import io.upmpublisher.git.GitMirrors;
import io.upmpublisher.git.RemoteRepository;

@Dependent
class SourceProducer {

    @Produces
    @Singleton
    Sources sources(SourceConfig config) {
        var limits = GitLimits.defaults().withMaxMirrorBytes(config.mirrorMaxBytes().asLongValue());
        var mirrors = new GitMirrors(config.mirrorDir(), limits, remote -> config.token());
        return new Sources(mirrors, baseOf(config.gitBaseUrl()));
    }

    /**
     * @throws ConfigurationException if repositories cannot be cloned from there; it does not repeat the value, which may hold
     *         a password
     */
    static URI baseOf(String text) {
        try {
            var base = URI.create(text.strip());
            RemoteRepository.under(base, RepositoryName.parse("owner/name"));
            return base;
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("GITHUB_BASE_URL must be an absolute http or https URL without user, password, "
                    + "query or fragment");
        }
    }
}
