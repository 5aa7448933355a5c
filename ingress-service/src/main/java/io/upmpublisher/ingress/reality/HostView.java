package io.upmpublisher.ingress.reality;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.upmpublisher.events.RepositoryName;

/**
 * A repository as GitHub last showed it.
 *
 * @param askedAt when it was asked last, whatever came of it
 * @param reason why it was not asked, or did not answer
 * @param fullName owner and name as GitHub has them now
 * @param defaultBranchBefore the default branch before it was changed to what it is
 * @param etag to ask only for what is new
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record HostView(State state, Instant askedAt, Optional<String> code, Optional<String> reason, Optional<String> fullName,
        Optional<String> defaultBranch, Optional<String> defaultBranchBefore, boolean archived, boolean disabled,
        @JsonProperty("private") boolean isPrivate, boolean fork, Optional<String> etag) {

    public enum State {
        @JsonProperty("known")
        KNOWN,
        /** There is no such repository, or none that the credential may see. */
        @JsonProperty("missing")
        MISSING,
        @JsonProperty("not-asked")
        NOT_ASKED,
        /** No answer that says anything; the rest is from before. */
        @JsonProperty("failed")
        FAILED
    }

    public static HostView without(State state, Instant askedAt, String reason) {
        return new HostView(state, askedAt, Optional.empty(), Optional.of(reason), Optional.empty(), Optional.empty(),
                Optional.empty(), false, false, false, false, Optional.empty());
    }

    /** What was known, and that it could not be asked anew. */
    public HostView failed(Instant at, String failure, String why) {
        return new HostView(State.FAILED, at, Optional.of(failure), Optional.of(why), fullName, defaultBranch,
                defaultBranchBefore, archived, disabled, isPrivate, fork, etag);
    }

    /** The same, seen again. */
    public HostView seenAgain(Instant at) {
        return new HostView(State.KNOWN, at, Optional.empty(), Optional.empty(), fullName, defaultBranch, defaultBranchBefore,
                archived, disabled, isPrivate, fork, etag);
    }

    /** The name that it has now, if it is not the one that it is registered by. */
    public Optional<String> renamedTo(RepositoryName registered) {
        return fullName.filter(now -> !now.equalsIgnoreCase(registered.toString()));
    }
}
