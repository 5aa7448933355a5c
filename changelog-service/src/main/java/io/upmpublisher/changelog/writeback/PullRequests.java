package io.upmpublisher.changelog.writeback;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.changelog.remote.JsonApi;
import io.upmpublisher.changelog.remote.JsonApi.Answer;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.inbox.RetryLater;

/** Opens pull requests by GitHub's API (https://docs.github.com/rest/pulls/pulls#create-a-pull-request). */
public final class PullRequests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonApi api;

    PullRequests(JsonApi api) {
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
            var answer = api.post(path(repository), body);
            if (answer.isSuccess()) {
                return answer.address(answer.body()).<Opening> map(Opening.Opened::new)
                        .orElseGet(() -> new Opening.Unanswered("GitHub's answer names no pull request"));
            }
            return refused(answer, branch);
        } catch (IOException e) {
            return new Opening.Unanswered("GitHub did not say whether it opened a pull request: " + e.getMessage());
        }
    }

    /** Whatever became of it: one that somebody closed is not opened again. */
    Optional<URI> find(RepositoryName repository, String branch) throws RetryLater, InterruptedException {
        try {
            var head = URLEncoder.encode(repository.owner() + ":" + branch, StandardCharsets.UTF_8);
            var answer = api.get(path(repository) + "?state=all&per_page=1&head=" + head);
            answer.refuseIfLimited();
            return answer.isSuccess() ? answer.address(answer.body().path(0)) : Optional.empty();
        } catch (IOException e) {
            throw new RetryLater("GITHUB_UNREACHABLE", "GitHub's API could not be asked for pull requests", Optional.empty(),
                    e);
        }
    }

    private static Opening refused(Answer answer, String branch) throws RetryLater {
        answer.refuseIfLimited();
        if (answer.status() >= 500) {
            return new Opening.Unanswered("GitHub answered " + answer.status() + " when asked for a pull request");
        }
        return new Opening.Refused(new Fault("PULL_REQUEST_REFUSED",
                "The branch takes no pushes, and GitHub refused a pull request for " + branch + " with " + answer.status()
                        + ".",
                "Give GH_PAT the right to write pull requests, or merge the branch by hand.", true));
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
