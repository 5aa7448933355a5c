package io.upmpublisher.publisher.source;

import java.nio.file.Path;
import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.testing.GitHttpServer;
import io.upmpublisher.testing.UnityRepository;

/** A repository that is read over HTTP, as the publisher reads it. */
public final class ServedRepository implements AutoCloseable {

    private final GitHttpServer git;
    private final UnityRepository repository;
    private final Sources sources;

    private ServedRepository(GitHttpServer git, UnityRepository repository, Sources sources) {
        this.git = git;
        this.repository = repository;
        this.sources = sources;
    }

    public static ServedRepository start(String name, Path folder) {
        var git = GitHttpServer.start(folder.resolve("git"));
        return new ServedRepository(git, UnityRepository.create(git.root(), name), TestSources.of(git, folder));
    }

    public UnityRepository repository() {
        return repository;
    }

    public Source open(String commit) {
        return open(commit, Optional.empty());
    }

    /**
     * @param before the commit to compare with
     */
    public Source open(String commit, Optional<String> before) {
        return sources.open(RepositoryName.parse(repository.name()), CommitRef.of(commit), before.map(CommitId::of),
                Optional.of("main"));
    }

    @Override
    public void close() {
        git.close();
    }
}
