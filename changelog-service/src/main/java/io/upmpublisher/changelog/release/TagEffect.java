package io.upmpublisher.changelog.release;

import java.time.Duration;

import io.upmpublisher.changelog.history.Remote;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.git.GitException;
import io.upmpublisher.git.GitFault;
import io.upmpublisher.git.Mirror;
import io.upmpublisher.git.PushOutcome;

/** A tag on the commit of a version. One that is elsewhere is somebody's, and is never moved. */
public final class TagEffect implements Refusable {

    private static final Duration LONGEST = Duration.ofMinutes(31);

    private final Remote remote;
    private final Mirror mirror;
    private final VersionTag wanted;
    private final String tag;
    private final CommitId commit;
    private Fault fault;

    /**
     * @param mirror with the commit
     */
    public TagEffect(Remote remote, Mirror mirror, VersionTag wanted) {
        this.remote = remote;
        this.mirror = mirror;
        this.wanted = wanted;
        this.tag = wanted.name();
        this.commit = wanted.commit();
        this.fault = new Fault("TAG_REFUSED", "The tag " + tag + " could not be set.", "Set it by hand.", true);
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
    public Sighting lookUp() {
        // One that is elsewhere is found again by the attempt, which names it.
        return remote.tagged(tag).filter(commit::equals).<Sighting> map(there -> new Sighting.Present(wanted.evidence()))
                .orElseGet(Sighting.Absent::new);
    }

    @Override
    public Attempt act() {
        var there = remote.tagged(tag);
        if (there.isPresent()) {
            return there.get().equals(commit) ? done() : elsewhere(there.get());
        }
        try {
            return push();
        } catch (GitException e) {
            if (e.fault() != GitFault.REF_NOT_FOUND) {
                throw e;
            }
            return refused(new Fault("TAG_NAME_INVALID", "Git allows no tag of the name " + tag + ".",
                    "Give the package a name that git allows in tags, without \"..\".", false));
        }
    }

    private Attempt push() {
        return switch (remote.tag(mirror, tag, commit)) {
            case PushOutcome.Pushed() -> done();
            // Somebody set it between the look and the push.
            case PushOutcome.Raced() -> remote.tagged(tag).<Attempt> map(there -> there.equals(commit) ? done()
                    : elsewhere(there))
                    .orElseGet(() -> new Attempt.Ambiguous("The tag " + tag + " was set and removed again."));
            case PushOutcome.Refused(String text) -> refused(new Fault("TAG_REFUSED",
                    "The repository does not take the tag " + tag + " (" + text + ").",
                    "Let the publisher set tags, or switch the repository's tags off.", true));
            case PushOutcome.Denied(GitException cause) -> refused(new Fault("TAG_DENIED", cause.reason(),
                    "Give GH_PAT the right to write the repository's contents.", true));
            case PushOutcome.Unanswered(GitException cause) -> new Attempt.Ambiguous(cause.reason());
        };
    }

    private Attempt done() {
        return new Attempt.Done(wanted.evidence());
    }

    private Attempt elsewhere(CommitId there) {
        return refused(new Fault("TAG_ELSEWHERE",
                "The tag " + tag + " is on commit " + there.abbreviated() + ", and the version was published from "
                        + commit.abbreviated() + ".",
                "Find out who set it; it is not moved. If it is wrong, move it by hand.", false));
    }

    private Attempt refused(Fault why) {
        fault = why;
        return new Attempt.Refused(why.cause());
    }
}
