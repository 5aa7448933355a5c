package io.upmpublisher.publisher.registry;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.http.Deadline;
import io.upmpublisher.publisher.tarball.TarballContents;

/**
 * Speaks with one registry. Meant to be made once for each and shared by all workers: it keeps publishes of one package apart.
 */
public final class RegistryClient implements AutoCloseable {

    /** The upload, and the download that proves it: the others are small. */
    private static final long EXCHANGES_PER_ATTEMPT = 2;

    private final Registry registry;
    private final RegistryHttp http;
    private final RegistryReads reads;
    private final ReadBackCheck readBack;
    private final ContentCheck contentCheck;
    private final OrphanTarballs orphans;
    private final Publication.Connection connection;
    private final PackageLocks locks = new PackageLocks();
    private final Duration longestPublish;

    public RegistryClient(Registry registry, RegistryLimits limits, RetryPolicy retries, Clock clock, Pause pause) {
        this.registry = registry;
        this.http = new RegistryHttp(registry, limits, retries, clock, pause);
        this.reads = new RegistryReads(registry, http, limits, retries);
        this.readBack = new ReadBackCheck(registry, reads);
        this.contentCheck = new ContentCheck(registry, reads);
        this.orphans = new OrphanTarballs(registry, http, reads);
        this.connection = new Publication.Connection(registry, http, reads, readBack, contentCheck, orphans,
                retries.writeAttempts(), limits.maxRequestBytes());
        this.longestPublish = limits.transfer().multipliedBy(EXCHANGES_PER_ATTEMPT * retries.writeAttempts());
    }

    public Registry registry() {
        return registry;
    }

    /** Empty if the registry answers. */
    public Optional<RegistryProblem> ping() throws InterruptedException {
        return reads.ping();
    }

    public CredentialCheck whoami() throws InterruptedException {
        return reads.whoami();
    }

    /** By what Unity's editor can list the packages here. */
    public RegistrySearch search() throws InterruptedException {
        return reads.search();
    }

    /** How large a publish request it takes, where that is configured. */
    public OptionalLong maxRequestBytes() {
        return connection.maxRequestBytes();
    }

    public Lookup<Packument> packument(PackageName name) throws InterruptedException {
        return reads.packument(name);
    }

    /**
     * Publishes a version and reads it back. May be repeated at will: what is there is not sent again. An interrupt leaves open
     * whether the version gets there.
     */
    public PublishOutcome publish(PublishDocument document, Fence fence) throws InterruptedException {
        try {
            return Deadline.within(longestPublish, () -> {
                try (var _ = locks.acquire(document.name())) {
                    return new Publication(document, connection, fence).run();
                }
            });
        } catch (IOException e) {
            // Nothing else is thrown from within: each exchange has an answer for its own failures.
            return new PublishOutcome.Ambiguous(RegistryProblem.of(RegistryCode.PUBLISH_UNCERTAIN, "Publishing "
                    + document.name() + "@" + document.version() + " to registry " + registry.name() + " took longer than "
                    + longestPublish.toSeconds() + " seconds and was broken off."));
        }
    }

    /**
     * How long a {@link #publish} takes at most: waiting for another one of the package, every request with its repetitions,
     * the pauses between them, and reading back are all within it.
     */
    public Duration longestPublish() {
        return longestPublish;
    }

    /** The exact size of the request that {@link #publish} would send. */
    public long requestBytes(PublishDocument document) {
        return new EncodedDocument(document, registry).length();
    }

    public ReadBack readBack(PackageName name, SemVersion version, Digests expected) throws InterruptedException {
        return readBack.check(name, version.withoutBuild(), expected);
    }

    /** Compares a version that is there with what would be published. */
    public PublishedContent compare(PackageName name, SemVersion version, TarballContents ours) throws InterruptedException {
        return compare(name, version, ours, 1);
    }

    /** @param most after how many files that differ no more are looked for */
    public PublishedContent compare(PackageName name, SemVersion version, TarballContents ours, int most)
            throws InterruptedException {
        return contentCheck.check(name, version.withoutBuild(), ours, most);
    }

    public OrphanRemoval removeOrphanTarball(PackageName name, SemVersion version, Fence fence)
            throws InterruptedException {
        try (var _ = locks.acquire(name)) {
            return orphans.remove(name, version.withoutBuild(), fence);
        }
    }

    /** Whether a publish of the package waits for another. */
    boolean isAwaited(PackageName name) {
        return locks.isAwaited(name);
    }

    @Override
    public void close() {
        http.close();
    }
}
