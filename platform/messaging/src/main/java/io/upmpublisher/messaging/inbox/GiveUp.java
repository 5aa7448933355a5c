package io.upmpublisher.messaging.inbox;

import org.jspecify.annotations.Nullable;

/** The work cannot succeed by trying again: the event becomes a dead letter, and an operator decides. */
public class GiveUp extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code stable, listed in docs/problems.md
     * @param reason one sentence without secrets; operators read it
     */
    public GiveUp(String code, String reason) {
        this(code, reason, null);
    }

    public GiveUp(String code, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
