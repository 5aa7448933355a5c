package io.upmpublisher.changelog.release;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.changelog.release.ReleaseEffect.Notes;
import io.upmpublisher.changelog.remote.JsonApi;
import io.upmpublisher.changelog.remote.JsonApi.Answer;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.inbox.RetryLater;

/** Makes releases by GitHub's API (https://docs.github.com/rest/releases/releases#create-a-release). */
public final class GitHubReleases {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** GitHub takes 125,000 characters. */
    private static final int MAX_TEXT = 60_000;

    private final JsonApi api;

    public GitHubReleases(JsonApi api) {
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
            var answer = api.post(path(repository), body);
            if (answer.isSuccess()) {
                return answer.address(answer.body()).<Making> map(Making.Made::new)
                        .orElseGet(() -> new Making.Unanswered("GitHub's answer names no release"));
            }
            return existsAlready(answer) ? existing(repository, notes.tag()) : refused(answer, notes.tag());
        } catch (IOException e) {
            return new Making.Unanswered("GitHub did not say whether it made a release: " + e.getMessage());
        }
    }

    Optional<URI> find(RepositoryName repository, String tag) throws RetryLater, InterruptedException {
        try {
            var answer = api.get(path(repository) + "/tags/" + URLEncoder.encode(tag, StandardCharsets.UTF_8));
            answer.refuseIfLimited();
            return answer.isSuccess() ? answer.address(answer.body()) : Optional.empty();
        } catch (IOException e) {
            throw new RetryLater("GITHUB_UNREACHABLE", "GitHub's API could not be asked for releases", Optional.empty(), e);
        }
    }

    private Making existing(RepositoryName repository, String tag) throws RetryLater, InterruptedException {
        return find(repository, tag).<Making> map(Making.Made::new)
                .orElseGet(() -> new Making.Unanswered("GitHub has a release for " + tag + " and does not show it"));
    }

    private static boolean existsAlready(Answer answer) {
        return answer.status() == 422 && answer.body().path("errors").valueStream()
                .anyMatch(error -> error.path("code").asText().equals("already_exists"));
    }

    private static Making refused(Answer answer, String tag) throws RetryLater {
        answer.refuseIfLimited();
        var status = answer.status();
        if (status >= 500) {
            return new Making.Unanswered("GitHub answered " + status + " when asked for a release");
        }
        if (status == 401 || status == 403 || status == 404) {
            return new Making.Refused(new Fault("RELEASE_DENIED", "GitHub lets nobody with this credential make a release ("
                    + status + ").", "Give GH_PAT the right to write the repository's contents.", true));
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
