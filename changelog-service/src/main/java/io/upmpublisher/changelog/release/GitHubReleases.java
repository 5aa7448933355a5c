package io.upmpublisher.changelog.release;

import java.net.URI;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.changelog.release.ReleaseEffect.Notes;
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

/** Makes releases by GitHub's API (https://docs.github.com/rest/releases/releases#create-a-release). */
public final class GitHubReleases {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** GitHub takes 125,000 characters. */
    private static final int MAX_TEXT = 60_000;

    private final GitHubApi api;

    public GitHubReleases(GitHubApi api) {
        this.api = api;
    }

    /**
     * @throws RetryLater if it certainly was not made, and may be later
     */
    Making make(RepositoryName repository, Notes notes) throws RetryLater, InterruptedException {
        // By its date and version, so that a fix of an old line does not become the latest.
        var body = JSON.createObjectNode().put("tag_name", notes.tag()).put("target_commitish", notes.commit().value())
                .put("name", notes.title()).put("body", capped(notes.text())).put("draft", false)
                .put("prerelease", notes.preliminary()).put("make_latest", "legacy");
        try {
            var answer = api.post(As.ownerOf(repository), path(repository), body);
            if (answer.isSuccess()) {
                return answer.page(answer.body()).<Making> map(Making.Made::new)
                        .orElseGet(() -> new Making.Unanswered("GitHub's answer names no release"));
            }
            return existsAlready(answer) ? existing(repository, notes.tag()) : refused(answer, notes.tag());
        } catch (GitHubException e) {
            return failed(e);
        }
    }

    Optional<URI> find(RepositoryName repository, String tag) throws RetryLater, InterruptedException {
        try {
            var answer = api.get(As.ownerOf(repository), path(repository) + "/tags/" + GitHubApi.encoded(tag));
            if (answer.status() >= 500) {
                throw new RetryLater("GITHUB_UNREACHABLE", "GitHub answered " + answer.status()
                        + " when asked whether there is a release", Optional.empty(), null);
            }
            return answer.isSuccess() ? answer.page(answer.body()) : Optional.empty();
        } catch (GitHubRefusedException | AppNotInstalledException e) {
            // Making one names the fault.
            return Optional.empty();
        } catch (GitHubException e) {
            throw later(e);
        }
    }

    private Making existing(RepositoryName repository, String tag) throws RetryLater, InterruptedException {
        return find(repository, tag).<Making> map(Making.Made::new)
                .orElseGet(() -> new Making.Unanswered("GitHub has a release for " + tag + " and does not show it"));
    }

    private static boolean existsAlready(GitHubAnswer answer) {
        return answer.status() == 422 && answer.body().path("errors").valueStream()
                .anyMatch(error -> error.path("code").asText().equals("already_exists"));
    }

    private static Making failed(GitHubException e) throws RetryLater {
        return switch (e) {
            case GitHubUnreachableException lost when lost.mayHaveHappened() -> new Making.Unanswered(lost.getMessage());
            case GitHubUnreachableException _ -> throw later(e);
            case GitHubLimitedException _ -> throw later(e);
            case GitHubRefusedException _ -> new Making.Refused(new Fault("RELEASE_DENIED", e.getMessage() + ".",
                    "Renew GH_PAT, or look at the GitHub App's installation.", true));
            case AppNotInstalledException _ -> new Making.Refused(new Fault("RELEASE_DENIED", e.getMessage() + ".",
                    "Install the GitHub App there.", true));
        };
    }

    private static RetryLater later(GitHubException e) {
        return new RetryLater(e.code(), e.getMessage(), e.retryAfter(), e);
    }

    private static Making refused(GitHubAnswer answer, String tag) {
        var status = answer.status();
        if (status >= 500) {
            return new Making.Unanswered("GitHub answered " + status + " when asked for a release");
        }
        if (status == 403 || status == 404) {
            return new Making.Refused(new Fault("RELEASE_DENIED", "GitHub lets nobody with this credential make a release ("
                    + status + ").", "Give GH_PAT, or the GitHub App, the right to write the repository's contents.", true));
        }
        return new Making.Refused(new Fault("RELEASE_REFUSED", "GitHub refused the release for " + tag + " with " + status
                + ".", "Make it by hand, or look at the repository's rules for releases.", true));
    }

    private static String capped(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        // Half of a character cannot be written.
        var end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
        return text.substring(0, end) + "\n…";
    }

    private static String path(RepositoryName repository) {
        return "/repos/" + repository.owner() + "/" + repository.name() + "/releases";
    }

    sealed interface Making {

        record Made(URI page) implements Making {
        }

        record Refused(Fault fault) implements Making {
        }

        record Unanswered(String cause) implements Making {
        }
    }
}
