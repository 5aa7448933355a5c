package io.upmpublisher.publisher.lfs;

import java.time.Duration;
import java.util.Set;

/**
 * What fetching may take. Neither a git host nor the servers that it names are trusted to end their answers.
 *
 * @param transfer until an object has come
 * @param firstDelay before a question is asked again; doubled with each time
 * @param maxObjectBytes larger objects are not fetched
 * @param cacheBytes what may stay on disk
 * @param plainHttpHosts hosts that objects may come from without TLS
 */
public record LfsLimits(Duration transfer, Duration firstDelay, long maxObjectBytes, long cacheBytes,
        Set<String> plainHttpHosts) {

    static final Duration CONNECT = Duration.ofSeconds(10);
    static final Duration ANSWER = Duration.ofSeconds(30);
    /** Waiting longer than this is left to whoever asked for the object. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    static final int ATTEMPTS = 5;
    /** Downloads of one process. */
    static final int AT_ONCE = 8;

    public LfsLimits {
        if (!transfer.isPositive() || firstDelay.isNegative() || maxObjectBytes < 1 || cacheBytes < 0) {
            throw new IllegalArgumentException("limits of Git LFS must be positive");
        }
        plainHttpHosts = Set.copyOf(plainHttpHosts);
    }
}
