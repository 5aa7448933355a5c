package io.upmpublisher.ingress.delivery;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.upmpublisher.events.RepositoryName;

/**
 * Something that came in and may be listened to: its sender is known.
 *
 * @param id the sender's; who sends it again sends the same
 * @param event what it is about, in the sender's words
 * @param target the repository that its address names, if it does
 * @param headers without secrets; cut, and without what the database refuses
 */
public record Arrival(String id, Kind kind, String event, Optional<RepositoryName> target, Map<String, String> headers,
        byte[] body) {

    private static final int MAX_HEADER = 500;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    public Arrival {
        headers = headers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, header -> harmless(header.getValue())));
    }

    private static String harmless(String value) {
        return CONTROL.matcher(value.substring(0, Math.min(value.length(), MAX_HEADER))).replaceAll(" ");
    }

    public enum Kind {
        WEBHOOK,
        DISPATCH
    }
}
