package io.upmpublisher.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Repository;

import io.upmpublisher.events.CommitId;

/**
 * Bare, shallow mirrors of remote repositories: a cache that may be deleted at any time. Threads fetch one at a time per
 * repository and read as they like; a mirror that a kill or a disk damaged is noticed, removed and fetched anew.
 */
public final class GitMirrors {
    private static final System.Logger LOG = System.getLogger(GitMirrors.class.getName());

    private final Path root;
    private final GitLimits limits;
    private final GitCredentials credentials;
    private final LongAdder singleRequests = new LongAdder();

    public GitMirrors(Path root, GitLimits limits, GitCredentials credentials) {
        IsolatedGit.install();
        PackWindows.install();
        this.limits = limits;
        this.credentials = credentials;
        try {
            this.root = Files.createDirectories(root).toRealPath();
            MirrorFolder.deleteDiscarded(this.root);
        } catch (IOException e) {
            throw new UncheckedIOException("The mirror folder " + root + " cannot be used", e);
        }
    }

    /** Turns a branch, a tag, {@code HEAD} or a full commit id into a commit id, asking the remote unless it is one already. */
    public CommitId resolve(RemoteRepository remote, String revision) {
        if (CommitId.isFull(revision)) {
            return CommitId.of(revision);
        }
        var candidates = candidates(revision);
        if (!candidates.stream().allMatch(Repository::isValidRefName) && !revision.equals("HEAD")) {
            throw new GitException(GitFault.REF_NOT_FOUND,
                    "What was asked for of " + remote.name() + " is no name of a branch");
        }
        return TimeLimited.call(limits.fetchTimeout(), "Listing the branches of " + remote.name(), () -> {
            try (var nowhere = new InMemoryRepository(new DfsRepositoryDescription(remote.name().key()))) {
                var refs = new RemoteSession(remote, nowhere, credentials, limits).list(candidates);
                return candidates.stream().map(refs::get).filter(ref -> ref != null && ref.getObjectId() != null).findFirst()
                        .map(ref -> ref.getPeeledObjectId() != null ? ref.getPeeledObjectId() : ref.getObjectId())
                        .map(id -> CommitId.of(id.name()))
                        .orElseThrow(
                                () -> new GitException(GitFault.REF_NOT_FOUND, remote.name() + " has no branch " + revision));
            }
        });
    }

    /** The branches that fit one of the patterns, and which is the default, all by one question. */
    public RemoteBranches branches(RemoteRepository remote, Collection<String> patterns) {
        return new RemoteHeads(limits, credentials).of(remote, patterns);
    }

    /** The branch that {@code HEAD} of the remote stands for. */
    public String defaultBranch(RemoteRepository remote) {
        return TimeLimited.call(limits.fetchTimeout(), "Asking for the default branch of " + remote.name(), () -> {
            try (var nowhere = new InMemoryRepository(new DfsRepositoryDescription(remote.name().key()))) {
                var head = new RemoteSession(remote, nowhere, credentials, limits).list(List.of("HEAD")).get("HEAD");
                if (head == null || !head.isSymbolic()) {
                    throw new GitException(GitFault.REF_NOT_FOUND, remote.name() + " does not name its default branch");
                }
                return Repository.shortenRefName(head.getTarget().getName());
            }
        });
    }

    /**
     * Pushes a commit of the mirror. An outcome other than {@link PushOutcome.Pushed} or {@link PushOutcome.Unanswered} changed
     * nothing.
     */
    public PushOutcome push(Mirror mirror, PushRequest request) {
        if (!Repository.isValidRefName(request.ref())) {
            throw new GitException(GitFault.REF_NOT_FOUND, "What was to be pushed to is no name of a branch");
        }
        try {
            return TimeLimited.call(limits.fetchTimeout(), "Pushing to " + request.remote().name(),
                    () -> new PushSession(request, mirror.repository(), credentials, limits).push());
        } catch (GitException e) {
            return new PushOutcome.Unanswered(e);
        }
    }

    /** Brings what is missing and opens the mirror for reading; nothing is asked of the remote when all is there. */
    public Mirror fetch(FetchRequest request) {
        if (request.commits().stream().anyMatch(commit -> commit.value().length() != 40)) {
            throw new GitException(GitFault.OBJECT_FORMAT_UNSUPPORTED, request.remote().name() + " has SHA-256 object ids");
        }
        var name = request.remote().name();
        var folder = MirrorFolder.at(root, name.key());
        return TimeLimited.call(limits.fetchTimeout(), "Fetching " + name, () -> fetch(request, folder));
    }

    /**
     * How many files have been fetched by a request each, as they were read without having been
     * {@linkplain CommitTree#bring brought}.
     */
    public long singleRequests() {
        return singleRequests.sum();
    }

    private Mirror fetch(FetchRequest request, MirrorFolder folder) throws InterruptedException {
        // The time limit interrupts this thread, so that waiting needs none of its own.
        folder.use().lock().lockInterruptibly();
        try (var held = quota().withRoom(folder.use()::lockFile)) {
            var wasEmpty = folder.isEmpty();
            try {
                return quota().withRoom(() -> fetchOnce(request, folder));
            } catch (GitException e) {
                if (!mayBeTheMirrorsFault(e, wasEmpty) || !folder.discard()) {
                    throw e;
                }
                LOG.log(System.Logger.Level.WARNING,
                        "Removed the mirror of " + request.remote().name() + "; it is fetched anew", e);
            }
            return quota().withRoom(() -> fetchOnce(request, folder));
        } catch (IOException e) {
            throw new FetchFaults(request.remote()).ofMirror(e);
        } finally {
            folder.use().lock().unlock();
        }
    }

    /** A pack is sent as differences to what the mirror said it has: a damaged mirror can make a sound answer unusable. */
    private static boolean mayBeTheMirrorsFault(GitException e, boolean wasEmpty) {
        // Whoever is stopped in the middle fails in many ways, and none of them says anything of the mirror.
        return !Thread.currentThread().isInterrupted() && isSaidOfTheMirror(e, wasEmpty);
    }

    private static boolean isSaidOfTheMirror(GitException e, boolean wasEmpty) {
        return e.fault() == GitFault.MIRROR_CORRUPT || e.fault() == GitFault.MIRROR_UNUSABLE
                || e.fault() == GitFault.REMOTE_FAILED && !wasEmpty;
    }

    private Mirror fetchOnce(FetchRequest request, MirrorFolder folder) {
        OpenedMirror opened;
        try {
            opened = folder.open(limits.maxPacks());
        } catch (IOException e) {
            throw new FetchFaults(request.remote()).ofMirror(e);
        }
        var repository = opened.repository();
        try {
            var session = new RemoteSession(request.remote(), repository, credentials, limits);
            var brought = new MissingCommits(request, repository,
                    folder.mustBeWhole() ? session : session.withContentLater()).bring();
            var mirror = new Mirror(opened, new Contents(request.remote(), opened, credentials, limits,
                    new SingleRequests(request.remote().name(), singleRequests)), limits);
            if (brought) {
                // Now that it is being read, it is not among those that may go.
                quota().enforce();
            }
            return mirror;
        } catch (IOException e) {
            repository.close();
            throw new FetchFaults(request.remote()).ofMirror(e);
        } catch (RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    private MirrorQuota quota() {
        return new MirrorQuota(root, limits.maxMirrorBytes());
    }

    private static List<String> candidates(String revision) {
        if (revision.equals("HEAD") || revision.startsWith("refs/")) {
            return List.of(revision);
        }
        return List.of("refs/heads/" + revision, "refs/tags/" + revision);
    }
}
