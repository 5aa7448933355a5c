package io.upmpublisher.publisher.lfs;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.upmpublisher.publisher.http.Backoff;

/** Asks again while that may help. */
record LfsPatience(Backoff pauses) {

    private static final int CORRUPT_ATTEMPTS = 2;

    /** One attempt. */
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws InterruptedException;
    }

    <T> T insist(Attempt<T> work) throws InterruptedException {
        var corrupt = 0;
        for (var attempt = 1;; attempt++) {
            try {
                return work.make();
            } catch (LfsException e) {
                corrupt += e.fault() == LfsFault.LFS_OBJECT_CORRUPT ? 1 : 0;
                if (!mayHelp(e, attempt, corrupt)) {
                    throw e;
                }
                Thread.sleep(pauses.after(attempt, RandomGenerator.getDefault()).plus(e.retryAfter().orElse(Duration.ZERO)));
            }
        }
    }

    // A content that a proxy spoilt may come whole the next time; if the server did, it does so again.
    private static boolean mayHelp(LfsException e, int attempt, int corrupt) {
        var mayPass = e.fault().retryHelps() || corrupt > 0 && corrupt < CORRUPT_ATTEMPTS;
        return mayPass && attempt < LfsLimits.ATTEMPTS
                && e.retryAfter().filter(asked -> asked.compareTo(LfsLimits.LONGEST_WAIT) > 0).isEmpty();
    }
}
