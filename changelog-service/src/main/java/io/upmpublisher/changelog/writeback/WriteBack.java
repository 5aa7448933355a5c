package io.upmpublisher.changelog.writeback;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.upmpublisher.changelog.history.Remote;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.git.GitException;
import io.upmpublisher.git.LogRequest;
import io.upmpublisher.git.Mirror;
import io.upmpublisher.git.PushOutcome;
import io.upmpublisher.messaging.effect.RemoteAction;
import io.upmpublisher.messaging.inbox.RetryLater;

/**
 * A revision's entries on their way to the branch, as the effect ledger sees it. Each try looks for the revision's commit first
 * and pushes only onto the head that it looked at, so that even two workers at once cannot bring it in twice.
 */
public final class WriteBack implements RemoteAction {

    private static final int TRIES = 5;
    /** Further back it is not looked for; then the changelog itself still tells that nothing is to be written. */
    private static final int LOOKED_THROUGH = 300;
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Remote remote;
    private final Revision revision;
    private final WriteBacks means;
    private final ChangelogCommit commits;
    private List<Fault> faults = List.of();

    WriteBack(Remote remote, Revision revision, WriteBacks means) {
        this.remote = remote;
        this.revision = revision;
        this.means = means;
        this.commits = new ChangelogCommit(remote.name(), revision, means.author(), means.clock());
    }

    /** Why there is nothing of the revision, or of some of its packages, on the branch. */
    public List<Fault> faults() {
        return faults;
    }

    /** Why nothing of some packages can be written, as the branch stands: for an attempt after the one that found it out. */
    public List<Fault> standingFaults() {
        var head = remote.head();
        try (var mirror = remote.open(head)) {
            return commits.on(head, mirror).faults();
        }
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
        var head = remote.head();
        try (var mirror = remote.open(head)) {
            var commit = find(mirror, head);
            if (commit.isPresent()) {
                return new Sighting.Present(new Written.InCommit(commit.get()).evidence());
            }
        }
        return proposed().<Sighting> map(address -> new Sighting.Present(new Written.InPullRequest(address).evidence()))
                .orElseGet(Sighting.Absent::new);
    }

    @Override
    public Attempt act() throws RetryLater, InterruptedException {
        for (var tries = 1;; tries++) {
            var head = remote.head();
            try (var mirror = remote.open(head)) {
                var attempt = push(mirror, head, tries);
                if (attempt.isPresent()) {
                    return attempt.get();
                }
            }
            means.racePause().after(tries);
        }
    }

    /** Empty when somebody else's push came first, and there are tries left. */
    private Optional<Attempt> push(Mirror mirror, CommitId head, int tries) throws RetryLater, InterruptedException {
        var there = find(mirror, head);
        if (there.isPresent()) {
            return Optional.of(done(new Written.InCommit(there.get())));
        }
        var made = commits.on(head, mirror);
        faults = made.faults();
        if (made.commit().isEmpty()) {
            return Optional.of(faults.isEmpty() ? done(new Written.Nowhere()) : new Attempt.Refused(faults.getFirst().cause()));
        }
        var commit = made.commit().get();
        return switch (remote.push(mirror, remote.branch(), commit, Optional.of(head))) {
            case PushOutcome.Pushed() -> Optional.of(done(new Written.InCommit(commit)));
            case PushOutcome.Raced() -> tries < TRIES ? Optional.empty()
                    : Optional.of(propose(mirror, commit, "others pushed to it " + TRIES + " times meanwhile"));
            case PushOutcome.Refused(String text) -> Optional.of(propose(mirror, commit, text));
            case PushOutcome.Denied(GitException cause) -> Optional.of(denied(cause));
            case PushOutcome.Unanswered(GitException cause) -> Optional.of(new Attempt.Ambiguous(cause.getMessage()));
        };
    }

    private Attempt propose(Mirror mirror, CommitId commit, String why) throws RetryLater, InterruptedException {
        if (means.pullRequests().isEmpty()) {
            return refused(new Fault("CHANGELOG_BRANCH_REFUSED",
                    "The branch " + remote.branch() + " could not be pushed to (" + why + "), and there is no GH_PAT to open a "
                            + "pull request with.",
                    "Let the publisher push to the branch, or set GH_PAT.", true));
        }
        var branch = RevisionText.branch(revision);
        return switch (remote.push(mirror, branch, commit, Optional.empty())) {
            // Raced: it was brought there by a try that came to no end.
            case PushOutcome.Pushed(),PushOutcome.Raced() -> openPullRequest(branch);
            case PushOutcome.Refused(String text) -> refused(new Fault("CHANGELOG_BRANCH_REFUSED",
                    "Neither the branch " + remote.branch() + " (" + why + ") nor " + branch + " (" + text + ") takes pushes.",
                    "Let the publisher push to one of them.", true));
            case PushOutcome.Denied(GitException cause) -> denied(cause);
            case PushOutcome.Unanswered(GitException cause) -> new Attempt.Ambiguous(cause.getMessage());
        };
    }

    private Attempt openPullRequest(String branch) throws RetryLater, InterruptedException {
        return switch (means.pullRequests().orElseThrow().open(remote.name(), branch, remote.branch(), revision)) {
            case PullRequests.Opening.Opened(URI address) -> done(new Written.InPullRequest(address));
            case PullRequests.Opening.Refused(Fault fault) -> refused(fault);
            case PullRequests.Opening.Unanswered(String cause) -> new Attempt.Ambiguous(cause);
        };
    }

    private Optional<CommitId> find(Mirror mirror, CommitId head) {
        return mirror.log(LogRequest.of(head, LOOKED_THROUGH)).stream()
                .filter(commit -> means.own().isOf(commit, revision.run(), revision.number())).findFirst()
                .map(commit -> commit.id());
    }

    private Optional<URI> proposed() throws RetryLater, InterruptedException {
        var branch = RevisionText.branch(revision);
        return means.pullRequests().isEmpty() || remote.headOf(branch).isEmpty() ? Optional.empty()
                : means.pullRequests().get().find(remote.name(), branch);
    }

    private Attempt denied(GitException cause) {
        return refused(new Fault("CHANGELOG_PUSH_DENIED", cause.getMessage(),
                "Give GH_PAT the right to write the repository's contents.", true));
    }

    private Attempt refused(Fault fault) {
        faults = append(faults, fault);
        return new Attempt.Refused(fault.cause());
    }

    private static Attempt done(Written written) {
        return new Attempt.Done(written.evidence());
    }

    private static List<Fault> append(List<Fault> faults, Fault fault) {
        var all = new ArrayList<>(faults);
        all.addFirst(fault);
        return List.copyOf(all);
    }
}
