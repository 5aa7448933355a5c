package io.upmpublisher.messaging.inbox;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The work failed for a cause that may pass, or its time has not come. */
public class RetryLater extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final Optional<Duration> after;
    private final Kind kind;

    private enum Kind {
        FAILED,
        PAUSED,
        WAITING
    }

    /**
     * @param code stable, listed in docs/problems.md
     * @param reason one sentence without secrets; operators read it
     */
    public RetryLater(String code, String reason) {
        this(code, reason, Optional.empty(), null);
    }

    /**
     * @param after how long to wait at least, where the other side said so
     */
    public RetryLater(String code, String reason, Optional<Duration> after, @Nullable Throwable cause) {
        this(code, reason, after, cause, Kind.FAILED);
    }

    private RetryLater(String code, String reason, Optional<Duration> after, @Nullable Throwable cause,
            Kind kind) {
        super(reason, cause);
        this.code = code;
        this.after = after;
        this.kind = kind;
    }

    /**
     * The work waits for a person, as for a credential that must be renewed. However long that takes, no attempt is used up.
     */
    public static RetryLater paused(String code, String reason, Duration lookAgainAfter) {
        return new RetryLater(code, reason, Optional.of(lookAgainAfter), null, Kind.PAUSED);
    }

    /**
     * The work is not due yet, and nothing is wrong: no attempt is used up and no log tells of it.
     */
    public static RetryLater waiting(String code, String reason, Duration lookAgainAfter) {
        return new RetryLater(code, reason, Optional.of(lookAgainAfter), null, Kind.WAITING);
    }

    boolean countsAsAttempt() {
        return kind == Kind.FAILED;
    }

    boolean isWorthALogLine() {
        return kind != Kind.WAITING;
    }

    public String code() {
        return code;
    }

    public Optional<Duration> after() {
        return after;
    }
}
