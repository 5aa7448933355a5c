package io.upmpublisher.changelog.writeback;

import java.net.URI;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.events.Fault;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.AppNotInstalledException;
import io.upmpublisher.github.As;
import io.upmpublisher.github.GitHubAnswer;
import io.upmpublisher.github.GitHubApi;
import io.upmpublisher.github.GitHubException;
import io.upmpublisher.github.GitHubLimitedException;
import io.upmpublisher.github.GitHubRefusedException;
import io.upmpublisher.github.GitHubUnreachableException;
import io.upmpublisher.messaging.inbox.RetryLater;

/** Opens pull requests by GitHub's API (https://docs.github.com/rest/pulls/pulls#create-a-pull-request). */
public final class PullRequests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final GitHubApi api;

    PullRequests(GitHubApi api) {
        this.api = api;
    }

    /**
     * @throws RetryLater if it certainly was not opened, and may be later
     */
    Opening open(RepositoryName repository, String branch, String base, Revision revision)
            throws RetryLater, InterruptedException {
        var existing = find(repository, branch);
        if (existing.isPresent()) {
            return new Opening.Opened(existing.get());
        }
        var body = JSON.createObjectNode().put("title", RevisionText.TITLE).put("head", branch).put("base", base)
                .put("body", RevisionText.pullRequestBody(revision)).put("maintainer_can_modify", true);
        try {
            var answer = api.post(As.ownerOf(repository), path(repository), body);
            if (answer.isSuccess()) {
                return answer.page(answer.body()).<Opening> map(Opening.Opened::new)
                        .orElseGet(() -> new Opening.Unanswered("GitHub's answer names no pull request"));
            }
            return refused(answer, branch);
        } catch (GitHubException e) {
            return failed(e, branch);
        }
    }

    /** Whatever became of it: one that somebody closed is not opened again. */
    Optional<URI> find(RepositoryName repository, String branch) throws RetryLater, InterruptedException {
        try {
            var head = GitHubApi.encoded(repository.owner() + ":" + branch);
            var answer = api.get(As.ownerOf(repository), path(repository) + "?state=all&per_page=1&head=" + head);
            if (answer.status() >= 500) {
                throw new RetryLater("GITHUB_UNREACHABLE", "GitHub answered " + answer.status()
                        + " when asked whether there is a pull request", Optional.empty(), null);
            }
            return answer.isSuccess() ? answer.page(answer.body().path(0)) : Optional.empty();
        } catch (GitHubRefusedException | AppNotInstalledException e) {
            // Opening one names the fault.
            return Optional.empty();
        } catch (GitHubException e) {
            throw later(e);
        }
    }

    private static Opening failed(GitHubException e, String branch) throws RetryLater {
        return switch (e) {
            case GitHubUnreachableException lost when lost.mayHaveHappened() -> new Opening.Unanswered(lost.getMessage());
            case GitHubUnreachableException _ -> throw later(e);
            case GitHubLimitedException _ -> throw later(e);
            case GitHubRefusedException _ -> new Opening.Refused(noPullRequest(branch, e,
                    "Renew GH_PAT, or look at the GitHub App's installation; then merge the branch or replay the run."));
            case AppNotInstalledException _ -> new Opening.Refused(noPullRequest(branch, e,
                    "Install the GitHub App there; then merge the branch or replay the run."));
        };
    }

    private static Fault noPullRequest(String branch, GitHubException e, String remedy) {
        return new Fault("PULL_REQUEST_REFUSED", "The branch takes no pushes, and there could be no pull request for " + branch
                + ": " + e.getMessage() + ".", remedy, true);
    }

    private static RetryLater later(GitHubException e) {
        return new RetryLater(e.code(), e.getMessage(), e.retryAfter(), e);
    }

    private static Opening refused(GitHubAnswer answer, String branch) {
        if (answer.status() >= 500) {
            return new Opening.Unanswered("GitHub answered " + answer.status() + " when asked for a pull request");
        }
        return new Opening.Refused(new Fault("PULL_REQUEST_REFUSED",
                "The branch takes no pushes, and GitHub refused a pull request for " + branch + " with " + answer.status()
                        + ".",
                "Give GH_PAT, or the GitHub App, the right to write pull requests, or merge the branch by hand.", true));
    }

    private static String path(RepositoryName repository) {
        return "/repos/" + repository.owner() + "/" + repository.name() + "/pulls";
    }

    sealed interface Opening {

        record Opened(URI address) implements Opening {
        }

        record Refused(Fault fault) implements Opening {
        }

        record Unanswered(String cause) implements Opening {
        }
    }
}
