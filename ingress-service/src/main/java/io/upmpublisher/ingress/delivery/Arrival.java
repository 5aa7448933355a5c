package io.upmpublisher.ingress.delivery;

import java.util.Map;
import java.util.Optional;

import io.upmpublisher.events.RepositoryName;

/**
 * Something that came in and may be listened to: its sender is known.
 *
 * @param id the sender's; who sends it again sends the same
 * @param event what it is about, in the sender's words
 * @param target the repository that its address names, if it does
 * @param headers without secrets
 */
public record Arrival(String id, Kind kind, String event, Optional<RepositoryName> target, Map<String, String> headers,
        byte[] body) {

    public Arrival {
        headers = Map.copyOf(headers);
    }

    public enum Kind {
        WEBHOOK,
        DISPATCH,
        /** Nothing came in: a branch has commits that nothing told of. */
        RECONCILED
    }
}
