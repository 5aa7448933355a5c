package io.upmpublisher.command.ingress;

/** Ingress did not do what it was asked for; the message is a sentence for the operator. */
public final class IngressException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IngressException(String reason) {
        super(reason);
    }
}
