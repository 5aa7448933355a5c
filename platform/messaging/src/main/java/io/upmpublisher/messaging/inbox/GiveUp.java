package io.upmpublisher.messaging.inbox;

import org.jspecify.annotations.Nullable;

/** The work cannot succeed by trying again: the event becomes a dead letter, and an operator decides. */
public class GiveUp extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Runnable lastStep;

    /**
     * @param code stable, listed in docs/problems.md
     * @param reason one sentence without secrets; operators read it
     */
    public GiveUp(String code, String reason) {
        this(code, reason, null);
    }

    public GiveUp(String code, String reason, @Nullable Throwable cause) {
        this(code, reason, cause, () -> {
        });
    }

    /**
     * @param lastStep recorded in the transaction that gives the event up
     */
    public GiveUp(String code, String reason, @Nullable Throwable cause, Runnable lastStep) {
        super(reason, cause);
        this.code = code;
        this.lastStep = lastStep;
    }

    Runnable lastStep() {
        return lastStep;
    }

    public String code() {
        return code;
    }
}
