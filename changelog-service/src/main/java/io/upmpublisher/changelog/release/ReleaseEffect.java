package io.upmpublisher.changelog.release;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.inbox.RetryLater;

/** A release on GitHub for a tag that is there. GitHub has one for each tag at most, whoever made it. */
public final class ReleaseEffect implements Refusable {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Optional<GitHubReleases> api;
    private final RepositoryName repository;
    private final Notes notes;
    private Fault fault;

    /**
     * @param api missing without a credential for it
     */
    public ReleaseEffect(Optional<GitHubReleases> api, RepositoryName repository, Notes notes) {
        this.api = api;
        this.repository = repository;
        this.notes = notes;
        this.fault = new Fault("RELEASE_NO_CREDENTIAL", "There is no credential of GitHub to make a release with.",
                "Set GH_PAT or configure a GitHub App, or switch the repository's releases off.", true);
    }

    @Override
    public Fault fault() {
        return fault;
    }

    @Override
    public Duration longest() {
        return LONGEST;
    }

    @Override
    public boolean isRefusedTheSecondTime() {
        return true;
    }

    @Override
    public Sighting lookUp() throws RetryLater, InterruptedException {
        return api.isEmpty() ? new Sighting.Absent()
                : api.get().find(repository, notes.tag()).<Sighting> map(page -> new Sighting.Present(page.toString()))
                        .orElseGet(Sighting.Absent::new);
    }

    @Override
    public Attempt act() throws RetryLater, InterruptedException {
        if (api.isEmpty()) {
            return new Attempt.Refused(fault.cause());
        }
        return switch (api.get().make(repository, notes)) {
            case GitHubReleases.Making.Made(URI page) -> new Attempt.Done(page.toString());
            case GitHubReleases.Making.Refused(Fault why) -> {
                fault = why;
                yield new Attempt.Refused(why.cause());
            }
            case GitHubReleases.Making.Unanswered(String cause) -> new Attempt.Ambiguous(cause);
        };
    }

    /**
     * What the release says.
     *
     * @param text in Markdown
     * @param preliminary whether its version comes before a release, as 1.0.0-rc.1 does
     */
    public record Notes(String tag, CommitId commit, String title, String text, boolean preliminary) {
    }
}
