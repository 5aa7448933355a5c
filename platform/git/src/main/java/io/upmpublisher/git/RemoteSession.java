package io.upmpublisher.git;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.BasePackFetchConnection;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.CommitId;

/**
 * Talks to one remote. It drives JGit's fetch connection itself instead of its fetch command, which would list every ref of
 * the remote, follow tags, and walk the whole object graph before and after.
 */
final class RemoteSession {
    private static final FilterSpec WITHOUT_FILES = filter("blob:none");

    private final RemoteRepository remote;
    private final Repository local;
    private final RenewedToken token;
    private final LimitedConnections connections;
    private final FetchFaults faults;
    private boolean contentLater;

    RemoteSession(RemoteRepository remote, Repository local, GitCredentials credentials, GitLimits limits) {
        this.remote = remote;
        this.local = local;
        this.token = RenewedToken.forGit(remote, credentials);
        this.connections = new LimitedConnections(remote, limits);
        this.faults = new FetchFaults(remote);
    }

    /** Leaves the content of files with the remote, if that can give it later; see {@link Contents}. */
    RemoteSession withContentLater() {
        contentLater = true;
        return this;
    }

    /** The commits that these refs point to; tags are peeled. */
    Map<String, Ref> list(List<String> refs) {
        return talk(null, refs, FetchConnection::getRefsMap);
    }

    /** Brings the commits, or answers false when the remote refuses to be asked for one of them. */
    boolean fetch(Set<CommitId> commits, int depth) {
        var wants = commits.stream().map(commit -> want(ObjectId.fromString(commit.value()))).toList();
        return talk(depthOf(depth), List.of("HEAD"), connection -> receive(connection, wants));
    }

    /** Brings single objects by their ids, or answers false when the remote refuses one of them. */
    boolean fetchObjects(Collection<ObjectId> ids) {
        var wants = ids.stream().map(RemoteSession::want).toList();
        return talk(null, List.of("HEAD"), connection -> receive(connection, wants));
    }

    /** Brings a ref's history down to the depth; empty when the remote has no such ref. */
    Optional<ObjectId> fetchRef(String name, int depth) {
        return talk(depthOf(depth), List.of(name), connection -> {
            var ref = connection.getRefsMap().get(name);
            if (ref == null || ref.getObjectId() == null) {
                return Optional.empty();
            }
            connection.fetch(new UntilInterrupted(), List.of(ref), Set.of());
            return Optional.of(ref.getObjectId());
        });
    }

    /** Whether what was fetched lacks the content of files. */
    boolean leftContent() {
        return contentLater && connections.filters();
    }

    /** Whether a refused commit may still be on a branch, because this remote serves the tips of refs only. */
    boolean mayHideCommits() {
        return !connections.speaksVersion2();
    }

    // A mirror that was never cut off asks for what is new, which is far cheaper than to have its depth looked into.
    private @Nullable Integer depthOf(int depth) {
        try {
            return depth == FetchRequest.WHOLE_HISTORY && local.getObjectDatabase().getShallowCommits().isEmpty() ? null
                    : Integer.valueOf(depth);
        } catch (IOException e) {
            throw new GitException(GitFault.MIRROR_UNUSABLE, "The mirror of " + remote.name() + " could not be read", e);
        }
    }

    private boolean receive(FetchConnection connection, List<Ref> wants) throws IOException {
        try {
            connection.fetch(new UntilInterrupted(), wants, Set.of());
            return true;
        } catch (IOException e) {
            // In version 0 JGit loses the words of a refusal once it has told the remote what it holds; the branch is tried then,
            // and what is really broken shows there again.
            if (FetchFaults.refusesWant(e)
                    || mayHideCommits() && connections.lastStatus() == 200 && e.getCause() instanceof TransportException) {
                return false;
            }
            throw e;
        }
    }

    private static Ref want(ObjectId id) {
        return new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, id.name(), id);
    }

    private static RefSpec spec(String ref) {
        return new RefSpec(ref, RefSpec.WildcardMode.ALLOW_MISMATCH);
    }

    private static FilterSpec filter(String line) {
        try {
            return FilterSpec.fromFilterLine(line);
        } catch (PackProtocolException e) {
            throw new IllegalStateException(e);
        }
    }

    // A token may end between two conversations, or within one.
    private <T> T talk(@Nullable Integer depth, List<String> refs, Conversation<T> conversation) {
        return token.use(current -> {
            connections.authorize(current);
            return talkOnce(depth, refs, conversation);
        });
    }

    private <T> T talkOnce(@Nullable Integer depth, List<String> refs, Conversation<T> conversation) {
        try (var transport = (TransportHttp) Transport.open(local, new URIish(remote.url().toString()))) {
            transport.setHttpConnectionFactory(connections);
            if (depth != null) {
                transport.setDepth(depth);
            }
            // JGit asks for its filter between the remote's telling and its own first request, and fails where there is none.
            connections.afterAdvertisement(() -> transport.setFilterSpec(leftContent() ? WITHOUT_FILES : FilterSpec.NO_FILTER));
            try (var connection = transport.openFetch(refs.stream().map(RemoteSession::spec).toList())) {
                if (!(connection instanceof BasePackFetchConnection)) {
                    throw new GitException(GitFault.REMOTE_FAILED,
                            "The host of " + remote.name() + " does not speak git's smart HTTP protocol");
                }
                return conversation.with(connection);
            }
        } catch (Exception e) {
            throw faults.of(e, connections.lastStatus());
        }
    }

    @FunctionalInterface
    private interface Conversation<T> {
        T with(FetchConnection connection) throws IOException;
    }
}
