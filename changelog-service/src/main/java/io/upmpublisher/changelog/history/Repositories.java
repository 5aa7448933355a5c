package io.upmpublisher.changelog.history;

import java.net.URI;
import java.util.Optional;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.git.GitMirrors;
import io.upmpublisher.git.RemoteRepository;

/**
 * Opens repositories for reading and writing.
 *
 * @param base where repositories are cloned from; a repository's address is made of it and its name, and of nothing else
 */
public record Repositories(GitMirrors mirrors, URI base, OwnCommits own) {

    public Remote at(RepositoryName name, Optional<String> branch) {
        var remote = RemoteRepository.under(base, name);
        return new Remote(mirrors, remote, branch.orElseGet(() -> mirrors.defaultBranch(remote)));
    }
}
