package io.upmpublisher.ingress.request;

import io.upmpublisher.events.RunId;

/** What came of something that came in. */
public sealed interface Verdict {

    record Accepted(RunId run) implements Verdict {
    }

    /**
     * @param reason one sentence for people
     */
    record Ignored(IgnoreCode code, String reason) implements Verdict {
    }
}
