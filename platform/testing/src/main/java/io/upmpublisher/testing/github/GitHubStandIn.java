package io.upmpublisher.testing.github;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import com.github.tomakehurst.wiremock.extension.Extension;

/**
 * <a href="https://docs.github.com/rest">GitHub's API</a> for the repositories that lie below the git server's root. What they
 * have not themselves, as releases and webhooks, is kept in memory; tests set it here.
 */
public final class GitHubStandIn implements AutoCloseable {

    /** What a stub names to be answered by it. */
    public static final String NAME = GitHubApi.NAME;

    private final Repositories repositories;
    private final Trees trees;
    private final Releases releases;
    private final PullRequests pullRequests;
    private final Hooks hooks = new Hooks();
    private final Apps apps = new Apps();
    private final Limits limits = new Limits();
    private final GitHubApi api;

    public GitHubStandIn(Path gitRoot, URI gitUrl) {
        repositories = new Repositories(gitRoot, gitUrl);
        trees = new Trees(repositories);
        releases = new Releases(repositories);
        pullRequests = new PullRequests(repositories);
        api = new GitHubApi(new Routes(repositories, trees, releases, pullRequests, hooks, apps, limits), repositories, apps,
                limits);
    }

    /** For WireMock. */
    public Extension extension() {
        return api;
    }

    /** Releases that were made, the oldest first. */
    public List<Release> releases(String repository) {
        return releases.of(repository);
    }

    /** Pull requests that were opened, the oldest first. */
    public List<PullRequest> pullRequests(String repository) {
        return pullRequests.of(repository);
    }

    public void closePullRequest(String repository, int number) {
        pullRequests.close(repository, number);
    }

    /** Moves the bare repository. The API leads from the old name to the new one; the git server, unlike GitHub's, does not. */
    public void rename(String from, String to) {
        repositories.rename(from, to);
    }

    public void archive(String repository) {
        repositories.archive(repository, true);
    }

    public void unarchive(String repository) {
        repositories.archive(repository, false);
    }

    /** The API knows nothing of it any more, as where it was deleted or the token lost its access. */
    public void hide(String repository) {
        repositories.hide(repository, true);
    }

    public void reveal(String repository) {
        repositories.hide(repository, false);
    }

    /** A fork of something elsewhere. */
    public void makeFork(String repository) {
        repositories.makeFork(repository);
    }

    /** GitHub itself has shut it. */
    public void disable(String repository) {
        repositories.disable(repository, true);
    }

    public void enable(String repository) {
        repositories.disable(repository, false);
    }

    /** The owner is a person and no organisation. */
    public void makeUser(String owner) {
        repositories.makeUser(owner);
    }

    /** Its tree is shown in part only, as where it has too many files. */
    public void truncateTree(String repository) {
        trees.truncate(repository);
    }

    /** Whether the token may only read. */
    public void makeReadOnly(String repository, boolean readOnly) {
        repositories.makeReadOnly(repository, readOnly);
    }

    /** Pull requests there are merged by nobody alone, though they may be told to merge themselves. */
    public void requireReview(String repository) {
        repositories.requireReview(repository);
    }

    public Hooks hooks() {
        return hooks;
    }

    public Apps apps() {
        return apps;
    }

    public Limits limits() {
        return limits;
    }

    @Override
    public void close() {
        hooks.close();
    }
}
