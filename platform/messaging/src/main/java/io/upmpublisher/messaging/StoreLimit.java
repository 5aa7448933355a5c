package io.upmpublisher.messaging;

import java.time.Duration;

/**
 * For how long a table's rows are kept. Features produce theirs as beans; housekeeping keeps to all of them, in each replica,
 * at times in several at once.
 *
 * @param store what logs and metrics call the rows, in the plural
 * @param keep from when the rows are of no more use to anybody
 */
public record StoreLimit(String store, Duration keep, Removal removal) {

    /** Keys outlive what they guard: a late repetition, or a replay of something old, must still be known. */
    public static final Duration KEEP_KEYS = Duration.ofDays(400);

    /**
     * SQL for rows that belong to the work on an event, with an age as its parameter: true if no event that came in so long ago
     * is still open, so that nothing is worked on that is as old.
     */
    public static final String NO_OPEN_WORK = """
            not exists (select from inbox_entry
                         where state = 'open' and recorded_at < clock_timestamp() - make_interval(secs => ?))
            """;

    public StoreLimit {
        if (!keep.isPositive()) {
            throw new IllegalArgumentException("the " + store + " are to be kept for " + keep + ", which is no time at all");
        }
    }

    /** Removes what is too old in the current transaction, a batch of at most that many. */
    public int remove(int atMost) {
        return removal.remove(keep, atMost);
    }

    @FunctionalInterface
    public interface Removal {

        /**
         * Removes the oldest of what is older. Rows that somebody else has locked are passed over: they are in use, or on their
         * way out already.
         *
         * @return how many were removed; as many as may be, if more are to be expected
         */
        int remove(Duration olderThan, int atMost);
    }
}
