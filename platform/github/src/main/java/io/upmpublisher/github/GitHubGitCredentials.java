package io.upmpublisher.github;

import java.net.URI;
import java.util.Optional;

import org.jboss.logging.Logger;

import io.upmpublisher.git.GitCredentials;
import io.upmpublisher.git.GitException;
import io.upmpublisher.git.RemoteRepository;

/** Opens GitHub's repositories to git over HTTPS, and nothing else. */
public final class GitHubGitCredentials implements GitCredentials {

    private static final Logger LOG = Logger.getLogger(GitHubGitCredentials.class);

    private final GitHubCredentials credentials;
    private final URI base;

    /**
     * @param base where GitHub's repositories are cloned from
     */
    public GitHubGitCredentials(GitHubCredentials credentials, URI base) {
        this.credentials = credentials;
        this.base = base;
    }

    @Override
    public Optional<String> tokenFor(RemoteRepository remote) {
        if (!remote.hasOriginOf(base)) {
            return Optional.empty();
        }
        try {
            return credentials.tokenFor(remote.name().owner());
        } catch (AppNotInstalledException e) {
            // What is public can be read all the same.
            LOG.warnf("%s; %s is asked for without a credential", e.getMessage(), remote.name());
            return Optional.empty();
        } catch (GitHubRefusedException e) {
            throw GitException.credentialRefused(e.getMessage(), e);
        } catch (GitHubException e) {
            throw GitException.credentialUnavailable(e.getMessage(), e.retryAfter(), e);
        }
    }

    @Override
    public void refused(RemoteRepository remote, String token) {
        credentials.forget(remote.name().owner(), token);
    }
}
