package io.upmpublisher.publisher.lfs;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A content that Git LFS keeps cannot be had; the message is a sentence for people and holds no secret. */
public final class LfsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final LfsFault fault;
    private final transient @Nullable Duration retryAfter;

    public LfsException(LfsFault fault, String cause) {
        this(fault, cause, null, null);
    }

    LfsException(LfsFault fault, String cause, @Nullable Duration retryAfter, @Nullable Throwable thrown) {
        super(cause, thrown);
        this.fault = fault;
        this.retryAfter = retryAfter;
    }

    public LfsFault fault() {
        return fault;
    }

    /** How long the server asked to be left alone. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
