package io.upmpublisher.command.webhook;

import java.util.List;

/** What GitHub says of the webhook that leads to ingress. */
public sealed interface HookState {

    record Absent() implements HookState {
    }

    /**
     * @param faults what is not as it should be, as ends of a sentence; the secret is never shown, so it is not among them
     */
    record Present(long id, List<String> faults) implements HookState {

        public Present {
            faults = List.copyOf(faults);
        }
    }

    /** GitHub does not tell. */
    record Forbidden(String reason) implements HookState {
    }
}
