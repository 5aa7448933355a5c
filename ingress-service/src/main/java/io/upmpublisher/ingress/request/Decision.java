package io.upmpublisher.ingress.request;

/** Accept or ignore, and why. */
public sealed interface Decision {

    record Accept(RequestDraft draft) implements Decision {
    }

    /**
     * @param reason one sentence for people
     */
    record Ignore(IgnoreCode code, String reason) implements Decision {
    }
}
