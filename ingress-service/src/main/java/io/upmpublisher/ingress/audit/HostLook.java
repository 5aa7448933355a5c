package io.upmpublisher.ingress.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.AppNotInstalledException;
import io.upmpublisher.github.As;
import io.upmpublisher.github.GitHubAnswer;
import io.upmpublisher.github.GitHubApi;
import io.upmpublisher.github.GitHubException;
import io.upmpublisher.ingress.reality.HostView;
import io.upmpublisher.ingress.reality.HostView.State;

/** Asks GitHub how it shows a repository. */
@ApplicationScoped
class HostLook {

    private static final int BLOCKED_FOR_LEGAL_REASONS = 451;

    private final GitHubApi gitHub;
    private final Clock clock;

    HostLook(GitHubApi gitHub, Clock clock) {
        this.gitHub = gitHub;
        this.clock = clock;
    }

    /**
     * @param retryAfter how long to wait at least, where GitHub said so
     */
    record Seen(HostView view, Optional<Duration> retryAfter) {
    }

    Seen at(RepositoryName repository, Optional<HostView> before) throws InterruptedException {
        var now = clock.instant();
        if (!gitHub.hasCredentials()) {
            return notAsked(now, "There is no credential for GitHub: set GH_PAT or configure a GitHub App.");
        }
        var known = before.filter(view -> view.fullName().isPresent());
        try {
            var path = "/repos/" + repository.owner() + "/" + repository.name();
            var etag = known.flatMap(HostView::etag);
            var as = As.ownerOf(repository);
            var answer = etag.isPresent() ? gitHub.getIfChanged(as, path, etag.get()) : gitHub.get(as, path);
            return answered(answer, known, now);
        } catch (AppNotInstalledException e) {
            var reason = String.valueOf(e.getMessage());
            return known.isEmpty() ? notAsked(now, reason)
                    : new Seen(failed(known, now, e.code(), reason), Optional.empty());
        } catch (GitHubException e) {
            return new Seen(failed(known, now, e.code(), String.valueOf(e.getMessage())), e.retryAfter());
        }
    }

    private static Seen answered(GitHubAnswer answer, Optional<HostView> known, Instant now) {
        if (answer.isNotModified() && known.isPresent()) {
            return new Seen(known.get().seenAgain(now), Optional.empty());
        }
        if (answer.isSuccess() && answer.fullName().isPresent()) {
            return new Seen(view(answer, known, now), Optional.empty());
        }
        if (answer.status() == BLOCKED_FOR_LEGAL_REASONS) {
            return new Seen(blocked(known, now, answer), Optional.empty());
        }
        if (answer.status() == 404) {
            // Whatever answers without GitHub's words is no GitHub, and its word says nothing about the repository.
            return new Seen(answer.message().isEmpty()
                    ? failed(known, now, "GITHUB_ANSWER_UNEXPECTED", "What answers at GITHUB_API_URL is not GitHub's API.")
                    : HostView.without(State.MISSING, now, "GitHub answered: " + answer.message()), Optional.empty());
        }
        return new Seen(failed(known, now, "GITHUB_ANSWER_UNEXPECTED",
                "GitHub answered with status " + answer.status() + ": " + answer.message()), Optional.empty());
    }

    private static HostView view(GitHubAnswer answer, Optional<HostView> known, Instant now) {
        var body = answer.body();
        var branch = Optional.of(body.path("default_branch").asText()).filter(name -> !name.isEmpty());
        var wasBranch = known.flatMap(HostView::defaultBranch);
        var branchBefore = branch.equals(wasBranch) ? known.flatMap(HostView::defaultBranchBefore) : wasBranch;
        return new HostView(State.KNOWN, now, Optional.empty(), Optional.empty(), answer.fullName(), branch, branchBefore,
                body.path("archived").asBoolean(), body.path("disabled").asBoolean(), body.path("private").asBoolean(),
                body.path("fork").asBoolean(), answer.etag());
    }

    private static HostView blocked(Optional<HostView> known, Instant now, GitHubAnswer answer) {
        return new HostView(State.KNOWN, now, Optional.empty(), Optional.of("GitHub answered: " + answer.message()),
                known.flatMap(HostView::fullName), known.flatMap(HostView::defaultBranch), Optional.empty(), false, true, false,
                false, Optional.empty());
    }

    private static HostView failed(Optional<HostView> known, Instant now, String code, String reason) {
        return known.orElseGet(() -> HostView.without(State.FAILED, now, reason)).failed(now, code, reason);
    }

    private static Seen notAsked(Instant now, String reason) {
        return new Seen(HostView.without(State.NOT_ASKED, now, reason), Optional.empty());
    }
}
