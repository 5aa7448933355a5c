package io.upmpublisher.testing.github;

import java.net.URI;
import java.util.List;

/**
 * A webhook.
 *
 * @param owner an organisation, or a repository as in {@code studio/game}, or {@link #APP}
 * @param url where deliveries go
 * @param contentType {@code json} or {@code form}; deliveries are JSON whatever it says
 */
public record Hook(long id, String owner, URI url, String secret, List<String> events, boolean isActive,
        String contentType) {

    /** The one webhook of a GitHub App. */
    public static final String APP = "";

    public Hook {
        events = List.copyOf(events);
    }

    Hook active(boolean active) {
        return new Hook(id, owner, url, secret, events, active, contentType);
    }
}
