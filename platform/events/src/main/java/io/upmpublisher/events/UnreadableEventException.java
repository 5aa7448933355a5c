package io.upmpublisher.events;

/** Bytes that should have been an event. Trying again cannot help. */
public class UnreadableEventException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableEventException(String reason) {
        super(reason);
    }

    public UnreadableEventException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
