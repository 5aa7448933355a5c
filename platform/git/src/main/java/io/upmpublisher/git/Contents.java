package io.upmpublisher.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Brings the content of files that a fetch left with the remote: what is asked for at once in one request. */
final class Contents {
    /** Half a megabyte of a request; no host is known to refuse so much. */
    private static final int AT_ONCE = 10_000;

    private final RemoteRepository remote;
    private final Repository mirror;
    private final MirrorFolder folder;
    private final MirrorLife life;
    private final GitCredentials credentials;
    private final GitLimits limits;
    private final SingleRequests single;

    Contents(RemoteRepository remote, OpenedMirror opened, GitCredentials credentials, GitLimits limits,
            SingleRequests single) {
        this.remote = remote;
        this.mirror = opened.repository();
        this.folder = opened.folder();
        this.life = opened.life();
        this.credentials = credentials;
        this.limits = limits;
        this.single = single;
    }

    /** What nobody thought of bringing. */
    void bringAlone(ObjectId id, String path) throws IOException {
        single.count(path);
        bring(List.of(id));
    }

    void bring(Collection<ObjectId> ids) throws IOException {
        if (missing(ids).isEmpty()) {
            return;
        }
        TimeLimited.call(limits.fetchTimeout(), "Fetching files of " + remote.name(), () -> {
            folder.use().lock().lockInterruptibly();
            var quota = new MirrorQuota(folder.root(), limits.maxMirrorBytes());
            try (var held = quota.withRoom(folder.use()::lockFile)) {
                // Another thread may have brought them meanwhile.
                quota.withRoom(() -> bringMissing(missing(ids)));
                quota.enforce();
                return true;
            } catch (IOException e) {
                throw new FetchFaults(remote).ofMirror(e);
            } finally {
                folder.use().lock().unlock();
            }
        });
    }

    private boolean bringMissing(List<ObjectId> missing) throws IOException {
        folder.removeLeftovers();
        try (var unborn = withoutCommits()) {
            // One for all: it counts what is received.
            var session = new RemoteSession(remote, unborn, credentials, limits);
            for (var from = 0; from < missing.size(); from += AT_ONCE) {
                var batch = missing.subList(from, Math.min(from + AT_ONCE, missing.size()));
                if (!session.fetchObjects(batch)) {
                    // Either the commit is gone there since its folders came, which fetching it anew tells, or the host gives
                    // nothing by its id, so that content must come along with its commit.
                    folder.markWhole();
                    throw corrupt("The git host gives no single files of " + remote.name() + ", and the mirror lacks some");
                }
                if (!missing(batch).isEmpty()) {
                    // A damaged pack of the same objects is in the way.
                    throw corrupt("The mirror of " + remote.name() + " does not take the files that it lacks");
                }
            }
        }
        return true;
    }

    private GitException corrupt(String cause) {
        life.markCorrupt();
        return new GitException(GitFault.MIRROR_CORRUPT, cause);
    }

    private List<ObjectId> missing(Collection<ObjectId> ids) throws IOException {
        try (var reader = mirror.newObjectReader()) {
            var missing = new ArrayList<ObjectId>();
            for (var id : new LinkedHashSet<>(ids)) {
                if (!reader.has(id)) {
                    missing.add(id);
                }
            }
            return missing;
        }
    }

    /** The mirror's objects without its refs: told of a commit, a remote takes all of its files for known. */
    private Repository withoutCommits() throws IOException {
        var objects = mirror.getDirectory().toPath().resolve("objects");
        return new FileRepositoryBuilder().setGitDir(mirror.getDirectory().toPath().resolve("upm-contents").toFile())
                .setObjectDirectory(objects.toFile()).setBare().build();
    }
}
