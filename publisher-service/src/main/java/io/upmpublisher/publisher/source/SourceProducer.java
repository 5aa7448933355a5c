package io.upmpublisher.publisher.source;

import java.net.URI;
import java.time.Clock;
import java.util.Set;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.git.GitCredentials;
import io.upmpublisher.git.GitLimits;
import io.upmpublisher.git.GitMirrors;
import io.upmpublisher.git.RemoteRepository;
import io.upmpublisher.github.GitHubCredentials;
import io.upmpublisher.github.GitHubGitCredentials;
import io.upmpublisher.publisher.lfs.LfsLimits;
import io.upmpublisher.publisher.lfs.LfsStore;

@Dependent
class SourceProducer {

    /** No owner's name begins with a dot. */
    private static final String LFS_FOLDER = ".lfs";

    @Produces
    @Singleton
    GitCredentials credentials(SourceConfig config, GitHubCredentials gitHub) {
        return new GitHubGitCredentials(gitHub, baseOf(config.gitBaseUrl()));
    }

    @Produces
    @Singleton
    Sources sources(SourceConfig config, GitCredentials credentials, LfsStore lfs, MeterRegistry meters) {
        var limits = GitLimits.defaults().withMaxMirrorBytes(config.mirrorMaxBytes().asLongValue());
        var mirrors = new GitMirrors(config.mirrorDir(), limits, credentials);
        FunctionCounter.builder("upm.git.single.requests", mirrors, GitMirrors::singleRequests).register(meters);
        return new Sources(mirrors, lfs, baseOf(config.gitBaseUrl()));
    }

    @Produces
    @Singleton
    LfsStore lfs(SourceConfig config, GitCredentials credentials, Clock clock) {
        var limits = new LfsLimits(config.lfs().transferTimeout(), config.lfs().firstDelay(), config.lfs().maxObjectBytes(),
                config.lfs().cacheMaxBytes(), config.lfs().plainHttpHosts().orElse(Set.of()));
        return new LfsStore(config.mirrorDir().resolve(LFS_FOLDER), limits, credentials, clock);
    }

    void close(@Disposes LfsStore lfs) {
        lfs.close();
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
