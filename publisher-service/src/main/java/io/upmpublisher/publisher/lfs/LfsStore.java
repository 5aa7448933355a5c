package io.upmpublisher.publisher.lfs;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Semaphore;

import io.upmpublisher.git.GitCredentials;
import io.upmpublisher.git.RemoteRepository;
import io.upmpublisher.publisher.http.Backoff;

/** Git LFS for all repositories of this process. */
public final class LfsStore implements AutoCloseable {

    private final LfsLimits limits;
    private final GitCredentials credentials;
    private final Clock clock;
    private final LfsCache cache;
    private final LfsHttp http;
    private final Semaphore downloads = new Semaphore(LfsLimits.AT_ONCE);

    /**
     * @param folder for what was fetched: a cache of this process alone
     */
    public LfsStore(Path folder, LfsLimits limits, GitCredentials credentials, Clock clock) {
        this.limits = limits;
        this.credentials = credentials;
        this.clock = clock;
        this.cache = new LfsCache(folder, limits.cacheBytes(), clock);
        this.http = new LfsHttp(limits, clock);
    }

    public LfsObjects of(RemoteRepository remote) {
        return new LfsObjects(remote, this);
    }

    LfsLimits limits() {
        return limits;
    }

    Clock clock() {
        return clock;
    }

    LfsCache cache() {
        return cache;
    }

    LfsTransfer transfer(RemoteRepository remote) {
        return new LfsTransfer(new LfsEndpoints(remote, credentials, limits.plainHttpHosts()), http, cache,
                new LfsPatience(new Backoff(limits.firstDelay(), LfsLimits.LONGEST_WAIT)), downloads);
    }

    @Override
    public void close() {
        http.close();
    }
}
