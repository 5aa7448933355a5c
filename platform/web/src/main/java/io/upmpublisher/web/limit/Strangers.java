package io.upmpublisher.web.limit;

import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.github.bucket4j.TimeMeter;

/**
 * How much a source may ask for without showing who it is. What a request may turn out to cost is taken before it is looked at:
 * a source that guessed too often learns nothing more, not even by a right guess. A token that was valid from this source
 * before is none, so that a guesser locks out nobody who shares his address.
 */
final class Strangers {

    static final int ANONYMOUS = 1;
    static final int WRONG = 4;

    private static final int MAX_KNOWN = 20_000;
    private static final Duration KNOWN_FOR = Duration.ofHours(1);

    /** @param token's digest, so that memory holds no tokens */
    private record Known(String source, String token) {
    }

    private final RateLimit<String> rate;
    private final Cache<Known, Boolean> known;

    Strangers(int perMinute, TimeMeter clock) {
        rate = new RateLimit<>(perMinute, perMinute, clock);
        known = Caffeine.newBuilder().maximumSize(MAX_KNOWN).expireAfterAccess(KNOWN_FOR).ticker(clock::currentTimeNanos)
                .executor(Runnable::run).build();
    }

    /** Empty when the source may go on, else how long it must wait. */
    Optional<Duration> take(String source, int cost) {
        return rate.take(source, cost);
    }

    boolean knows(String source, String token) {
        return known.getIfPresent(new Known(source, token)) != null;
    }

    /** As when it has expired. */
    void forget(String source, String token) {
        known.invalidate(new Known(source, token));
    }

    /** The token was valid: it cost nothing, and will not be asked for anything again from there. */
    void vouchFor(String source, String token, int taken) {
        rate.giveBack(source, taken);
        known.put(new Known(source, token), true);
    }
}
