package io.upmpublisher.ingress.request;

import java.util.Optional;

import io.upmpublisher.events.BranchPattern;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.events.Trigger;
import io.upmpublisher.ingress.request.Decision.Accept;
import io.upmpublisher.ingress.request.Decision.Ignore;

/** Whether what came in is accepted as a request; all but the question whether it was accepted before. */
final class RequestDecision {

    private final TrustedOwners trustedOwners;
    private final OwnCommits ownCommits;

    RequestDecision(TrustedOwners trustedOwners, OwnCommits ownCommits) {
        this.trustedOwners = trustedOwners;
        this.ownCommits = ownCommits;
    }

    /**
     * @param settings of the repository that the reading names, if it is registered
     */
    Decision decide(Reading reading, Optional<RepositorySettings> settings) {
        return switch (reading) {
            case Reading.Unusable unusable -> new Ignore(IgnoreCode.PAYLOAD_INVALID, unusable.reason());
            case Reading.NotHandled other -> other.repository().flatMap(repository -> refuse(repository, settings))
                    .map(refusal -> withFormerName(refusal, other)).orElseGet(() -> new Ignore(IgnoreCode.EVENT_NOT_HANDLED,
                            "Nothing is done about events of the type " + other.event() + "."));
            case Reading.Pushed(var push) -> refuse(push.repository(), settings).map(Decision.class::cast)
                    .orElseGet(() -> decide(push, settings.orElseThrow()));
            case Reading.Dispatched dispatched ->
                refuse(dispatched.draft().repository(), settings).or(() -> refuseBranch(dispatched, settings.orElseThrow()))
                        .map(Decision.class::cast).orElseGet(() -> new Accept(dispatched.draft()));
        };
    }

    /** Why nothing is published from the repository at all, whoever asks. */
    Optional<Ignore> refuse(RepositoryName repository, Optional<RepositorySettings> settings) {
        if (!trustedOwners.include(repository)) {
            return ignore(IgnoreCode.OWNER_NOT_TRUSTED,
                    "The owner " + repository.owner() + " is not among those that are listened to.");
        }
        if (settings.isEmpty()) {
            return ignore(IgnoreCode.REPOSITORY_NOT_REGISTERED, repository + " is not registered.");
        }
        var status = settings.get().status();
        return status == RepositoryStatus.ACTIVE ? Optional.empty()
                : ignore(IgnoreCode.REPOSITORY_NOT_ACTIVE, repository + " is registered as " + word(status) + ".");
    }

    private static Ignore withFormerName(Ignore refusal, Reading.NotHandled event) {
        return event.formerName().map(former -> new Ignore(refusal.code(), refusal.reason() + " It was " + former
                + " until now: if that was registered, register it under its new name.")).orElse(refusal);
    }

    private Decision decide(Push push, RepositorySettings settings) {
        var branch = push.ref().branch();
        if (branch.isEmpty()) {
            return new Ignore(IgnoreCode.REF_NOT_A_BRANCH, push.ref() + " is no branch; only pushes to branches publish.");
        }
        if (push.after().isEmpty()) {
            return new Ignore(IgnoreCode.BRANCH_DELETED, "The branch " + branch.get() + " was deleted.");
        }
        if (!BranchPattern.anyMatches(settings.branches(), branch.get())) {
            return notPublishing(branch.get(), settings);
        }
        if (ownCommits.areAllOf(push)) {
            return new Ignore(IgnoreCode.OWN_COMMITS, "Every commit of the push was made by this system.");
        }
        if (ListedFiles.proveNoPackageOf(push)) {
            return new Ignore(IgnoreCode.NO_PACKAGE_CHANGED, "No commit of the push touches a package.json.");
        }
        return new Accept(draft(push, branch.get()));
    }

    private static RequestDraft draft(Push push, String branch) {
        // What a force push replaced may be gone from the remote, and what a new branch came from is not said.
        var comparable = push.before().isPresent() && !push.forced();
        return new RequestDraft(push.repository(), CommitRef.of(push.after().orElseThrow()), push.before(), Optional.of(branch),
                Trigger.PUSH, comparable ? PackageSelection.changed() : PackageSelection.all(), push.author(), push.message(),
                Optional.empty(), push.earlierCommits());
    }

    private static Optional<Ignore> refuseBranch(Reading.Dispatched dispatched, RepositorySettings settings) {
        return dispatched.draft().branch()
                .filter(branch -> dispatched.forwardsPush() && !BranchPattern.anyMatches(settings.branches(), branch))
                .map(branch -> notPublishing(branch, settings));
    }

    private static Ignore notPublishing(String branch, RepositorySettings settings) {
        return new Ignore(IgnoreCode.BRANCH_NOT_PUBLISHING, "The branch " + branch + " does not publish; those that do are "
                + String.join(", ", settings.branches()) + ".");
    }

    private static Optional<Ignore> ignore(IgnoreCode code, String reason) {
        return Optional.of(new Ignore(code, reason));
    }

    private static String word(RepositoryStatus status) {
        return switch (status) {
            case ACTIVE -> "active";
            case PENDING -> "pending: it was not read yet";
            case DISABLED -> "disabled";
            case SKIP -> "skip: left out on purpose";
        };
    }
}
