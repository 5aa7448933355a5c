package io.upmpublisher.git;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Moves one branch of a remote, if it is where it is expected to be: both here and on the remote, which compares again. */
final class PushSession {
    private static final int MAX_REMOTE_TEXT = 300;
    /** What git and GitHub say when a branch moved between what they told and what they were sent. */
    private static final Pattern MOVED = Pattern
            .compile("cannot lock ref|failed to update ref|failed to lock|fetch first|non-fast-forward|stale info|"
                    + "but expected|reference already exists");

    private final PushRequest request;
    private final Repository local;
    private final RenewedToken token;
    private final LimitedConnections connections;
    private final FetchFaults faults;

    PushSession(PushRequest request, Repository local, GitCredentials credentials, GitLimits limits) {
        this.request = request;
        this.local = local;
        this.token = RenewedToken.forGit(request.remote(), credentials);
        this.connections = new LimitedConnections(request.remote(), limits);
        this.faults = new FetchFaults(request.remote());
    }

    PushOutcome push() {
        try {
            return token.use(current -> {
                connections.authorize(current);
                return pushOnce();
            });
        } catch (GitException e) {
            return outcomeOf(e);
        }
    }

    private PushOutcome pushOnce() {
        try (var transport = (TransportHttp) Transport.open(local, new URIish(request.remote().url().toString()))) {
            transport.setHttpConnectionFactory(connections);
            connections.has(new MirroredCommits(local).fetchedNextTo(request.commit()));
            try (var connection = transport.openPush()) {
                var there = connection.getRef(request.ref());
                var expected = request.expected().map(commit -> ObjectId.fromString(commit.value())).orElse(ObjectId.zeroId());
                if (!expected.equals(there == null ? ObjectId.zeroId() : there.getObjectId())) {
                    return new PushOutcome.Raced();
                }
                return push(connection, expected);
            }
        } catch (Exception e) {
            throw faults.of(e, connections.lastStatus());
        }
    }

    private PushOutcome push(PushConnection connection, ObjectId expected) throws IOException {
        // Forced, for it is the expected value that protects the branch; a fast-forward follows from it.
        var update = new RemoteRefUpdate(local, request.commit().value(), ObjectId.fromString(request.commit().value()),
                request.ref(), true, null, expected);
        connection.push(NullProgressMonitor.INSTANCE, Map.of(request.ref(), update));
        return switch (update.getStatus()) {
            case OK, UP_TO_DATE -> new PushOutcome.Pushed();
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> new PushOutcome.Raced();
            case REJECTED_OTHER_REASON, REJECTED_NODELETE, NON_EXISTING ->
                rejected(update.getMessage() + " " + connection.getMessages());
            case NOT_ATTEMPTED, AWAITING_REPORT -> new PushOutcome.Unanswered(new GitException(GitFault.REMOTE_FAILED,
                    "The git host did not say whether it took a push to " + request.remote().name()));
        };
    }

    private static PushOutcome rejected(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return MOVED.matcher(line.toLowerCase(Locale.ROOT)).find() ? new PushOutcome.Raced()
                : new PushOutcome.Refused(line.length() <= MAX_REMOTE_TEXT ? line : line.substring(0, MAX_REMOTE_TEXT) + "…");
    }

    private PushOutcome outcomeOf(GitException fault) {
        return switch (fault.fault()) {
            case REPOSITORY_ACCESS_DENIED, REPOSITORY_NOT_FOUND, REDIRECT_REFUSED -> new PushOutcome.Denied(fault);
            case REMOTE_FAILED -> isNotPermitted(fault.getCause()) ? new PushOutcome.Denied(new GitException(
                    GitFault.REPOSITORY_ACCESS_DENIED, "The git host takes no pushes to " + request.remote().name(), fault))
                    : new PushOutcome.Unanswered(fault);
            case REPOSITORY_UNREACHABLE, REF_NOT_FOUND, COMMIT_NOT_FOUND, COMMIT_GONE, BRANCH_GONE, OBJECT_FORMAT_UNSUPPORTED,
                    OBJECT_INVALID, FETCH_TOO_LARGE, ADVERTISEMENT_TOO_LARGE, FETCH_TIMEOUT, FETCH_INTERRUPTED, MIRROR_CORRUPT,
                    MIRROR_UNUSABLE,
                    MIRROR_DISK_FULL, TREE_TOO_LARGE, BLOB_TOO_LARGE, ATTRIBUTES_UNUSABLE, ENCODING_UNSUPPORTED, PATH_REFUSED ->
                new PushOutcome.Unanswered(fault);
        };
    }

    // JGit's own words; it has no type for them.
    private static boolean isNotPermitted(@Nullable Throwable thrown) {
        return thrown instanceof NotSupportedException
                || thrown instanceof TransportException && String.valueOf(thrown.getMessage()).contains("not permitted");
    }
}
