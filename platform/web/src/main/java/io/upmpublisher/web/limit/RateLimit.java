package io.upmpublisher.web.limit;

import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;

/**
 * A rate for each of many keys: a bucket that fills evenly. Keys may come from attackers, so only so many are remembered, those
 * that come often rather than others; a forgotten one begins anew with a full bucket.
 *
 * @param <K> what is limited
 */
public final class RateLimit<K> {

    private static final int MAX_KEYS = 20_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final int atOnce;
    private final TimeMeter clock;
    private final Cache<K, Bucket> buckets;

    /** @param perMinute 0: no limit */
    public RateLimit(int perMinute, int atOnce) {
        this(perMinute, atOnce, TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimit(int perMinute, int atOnce, TimeMeter clock) {
        this.perMinute = perMinute;
        this.atOnce = Math.max(1, atOnce);
        this.clock = clock;
        // After the longest time that a bucket takes to be full it is as good as a new one.
        var full = MINUTE.multipliedBy(this.atOnce).dividedBy(Math.max(1, perMinute)).plus(MINUTE);
        this.buckets = Caffeine.newBuilder().maximumSize(MAX_KEYS).expireAfterAccess(full).ticker(clock::currentTimeNanos)
                .executor(Runnable::run).build();
    }

    /** Takes so much of the key's rate; else tells how long to wait for it, and takes nothing. */
    public Optional<Duration> take(K key, int cost) {
        if (perMinute <= 0) {
            return Optional.empty();
        }
        var probe = bucket(key).tryConsumeAndReturnRemaining(Math.min(cost, atOnce));
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Gives back what was taken and turned out not to be owed. */
    public void giveBack(K key, int cost) {
        if (perMinute > 0 && cost > 0) {
            bucket(key).addTokens(Math.min(cost, atOnce));
        }
    }

    private Bucket bucket(K key) {
        return buckets.get(key, fresh -> Bucket.builder()
                .addLimit(limit -> limit.capacity(atOnce).refillGreedy(perMinute, MINUTE))
                .withCustomTimePrecision(clock).build());
    }

    long keys() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
