package io.upmpublisher.publisher.registry;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;

/**
 * Speaks with one registry. Meant to be made once for each and shared by all workers: it keeps publishes of one package apart.
 */
public final class RegistryClient implements AutoCloseable {

    private final Registry registry;
    private final RegistryHttp http;
    private final RegistryReads reads;
    private final ReadBackCheck readBack;
    private final OrphanTarballs orphans;
    private final Publication.Connection connection;
    private final PackageLocks locks = new PackageLocks();
    private final Duration longestPublish;

    public RegistryClient(Registry registry, RegistryLimits limits, RetryPolicy retries, Clock clock, Pause pause) {
        this.registry = registry;
        this.http = new RegistryHttp(registry, limits, retries, clock, pause);
        this.reads = new RegistryReads(registry, http, limits, retries);
        this.readBack = new ReadBackCheck(registry, reads);
        this.orphans = new OrphanTarballs(registry, http, reads);
        this.connection = new Publication.Connection(registry, http, reads, readBack, orphans, retries.writeAttempts(),
                limits.maxRequestBytes());
        this.longestPublish = limits.transfer().multipliedBy(retries.writeAttempts());
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
        try (var _ = locks.acquire(document.name())) {
            return new Publication(document, connection, fence).run();
        }
    }

    /** How long a {@link #publish} may go on sending at most. */
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

    public OrphanRemoval removeOrphanTarball(PackageName name, SemVersion version, Fence fence)
            throws InterruptedException {
        try (var _ = locks.acquire(name)) {
            return orphans.remove(name, version.withoutBuild(), fence);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
