package io.upmpublisher.messaging.inbox;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The work failed for a cause that may pass. */
public class RetryLater extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final Optional<Duration> after;

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
        super(reason, cause);
        this.code = code;
        this.after = after;
    }

    public String code() {
        return code;
    }

    public Optional<Duration> after() {
        return after;
    }
}
