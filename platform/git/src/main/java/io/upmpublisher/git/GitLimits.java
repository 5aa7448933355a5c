package io.upmpublisher.git;

import java.time.Duration;

/**
 * @param connectTimeout to open a connection
 * @param readTimeout of silence on an open connection; git servers speak at least every few seconds
 * @param fetchTimeout for a whole fetch, waiting for another fetch of the same repository included
 * @param maxReceivedBytes of one fetch, as they come over the wire
 * @param maxTreeEntries files that are listed of one commit
 * @param maxPacks packs that a mirror may gather, one by each request, before they are combined
 * @param maxMirrorBytes of all mirrors below one folder; beyond it, those that were not used for the longest time are removed
 */
public record GitLimits(Duration connectTimeout, Duration readTimeout, Duration fetchTimeout, long maxReceivedBytes,
        int maxTreeEntries, int maxPacks, long maxMirrorBytes) {
    public GitLimits {
        if (!connectTimeout.isPositive() || !readTimeout.isPositive() || !fetchTimeout.isPositive()) {
            throw new IllegalArgumentException("Git time limits must be positive");
        }
        if (maxReceivedBytes < 1 || maxTreeEntries < 1 || maxPacks < 1 || maxMirrorBytes < 1) {
            throw new IllegalArgumentException("Git limits must be at least 1");
        }
    }

    public static GitLimits defaults() {
        return new GitLimits(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(10), 4L << 30, 500_000, 50,
                20L << 30);
    }

    public GitLimits withMaxReceivedBytes(long bytes) {
        return new GitLimits(connectTimeout, readTimeout, fetchTimeout, bytes, maxTreeEntries, maxPacks, maxMirrorBytes);
    }

    public GitLimits withFetchTimeout(Duration timeout) {
        return new GitLimits(connectTimeout, readTimeout, timeout, maxReceivedBytes, maxTreeEntries, maxPacks, maxMirrorBytes);
    }

    public GitLimits withReadTimeout(Duration timeout) {
        return new GitLimits(connectTimeout, timeout, fetchTimeout, maxReceivedBytes, maxTreeEntries, maxPacks, maxMirrorBytes);
    }

    public GitLimits withMaxTreeEntries(int entries) {
        return new GitLimits(connectTimeout, readTimeout, fetchTimeout, maxReceivedBytes, entries, maxPacks, maxMirrorBytes);
    }

    public GitLimits withMaxPacks(int packs) {
        return new GitLimits(connectTimeout, readTimeout, fetchTimeout, maxReceivedBytes, maxTreeEntries, packs,
                maxMirrorBytes);
    }

    public GitLimits withMaxMirrorBytes(long bytes) {
        return new GitLimits(connectTimeout, readTimeout, fetchTimeout, maxReceivedBytes, maxTreeEntries, maxPacks, bytes);
    }
}
