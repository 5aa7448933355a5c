package io.upmpublisher.messaging.effect;

import java.time.Duration;

import io.upmpublisher.messaging.inbox.RetryLater;

/** Something that cannot be rolled back, and how to find out whether it happened. Called outside of transactions. */
public interface RemoteAction {

    /**
     * Asks the outside world whether the effect is there. Called before every attempt but the first.
     *
     * @throws RetryLater if the world cannot be asked now
     */
    Sighting lookUp() throws RetryLater, InterruptedException;

    /**
     * Makes the effect happen.
     *
     * @throws RetryLater if it certainly did not happen, and may later
     */
    Attempt act() throws RetryLater, InterruptedException;

    /** How long {@link #act} may take at most; for that long no other event takes the effect over. */
    Duration longest();

    /**
     * Whether the world itself sees to it that the effect happens once, as a registry does that refuses a version which it has.
     * After a crash it is then attempted again at once; otherwise only when the lost attempt must have ended.
     */
    default boolean isRefusedTheSecondTime() {
        return false;
    }

    /** What a look at the outside world shows. */
    sealed interface Sighting {

        /**
         * @param evidence what proves it, kept in the ledger
         */
        record Present(String evidence) implements Sighting {
        }

        record Absent() implements Sighting {
        }

        /** The world has no way to tell. */
        record CannotTell() implements Sighting {
        }
    }

    /** How an attempt ended. */
    sealed interface Attempt {

        /**
         * @param evidence what proves it, kept in the ledger
         */
        record Done(String evidence) implements Attempt {
        }

        /** The world said no, for good. */
        record Refused(String evidence) implements Attempt {
        }

        /** It may have happened or not: no answer came, or one that says neither. */
        record Ambiguous(String evidence) implements Attempt {
        }
    }
}
