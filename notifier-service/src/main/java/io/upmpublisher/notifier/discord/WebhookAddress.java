package io.upmpublisher.notifier.discord;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A webhook's address. Whoever knows it can write to the channel, so only the code that sends the request can read it. */
final class WebhookAddress {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern THREAD = Pattern.compile("\\d{1,20}");
    // What a path may give away in pieces too; shorter ones are words like "api".
    private static final int SHORTEST_SECRET = 8;

    private final URI uri;

    private WebhookAddress(URI uri) {
        this.uri = uri;
    }

    /**
     * @param plainHttpHosts hosts beside loopback that may be spoken to without TLS
     * @throws IllegalArgumentException that says what is wrong, and shows nothing of the address
     */
    static WebhookAddress of(String address, Optional<String> thread, Set<String> plainHttpHosts) {
        var base = parse(address);
        if (base.getHost() == null || base.getRawUserInfo() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "DISCORD_WEBHOOK_UPM must be an absolute address, without user, password or fragment");
        }
        if (!isProtected(base, plainHttpHosts)) {
            throw new IllegalArgumentException("DISCORD_WEBHOOK_UPM must be reached by https; only loopback and the hosts in "
                    + "UPM_PLAIN_HTTP_HOSTS may be plain http");
        }
        if (thread.isPresent() && !THREAD.matcher(thread.get()).matches()) {
            throw new IllegalArgumentException("DISCORD_THREAD_ID must be a number, as Discord's \"Copy Thread ID\" gives it");
        }
        // With wait=true Discord answers with the message, and says what is wrong with one that it does not take.
        return new WebhookAddress(URI.create(base + (base.getRawQuery() == null ? "?" : "&") + "wait=true"
                + thread.map(id -> "&thread_id=" + id).orElse("")));
    }

    URI uri() {
        return uri;
    }

    /** What someone said, without the address or a piece of it, should the request have been echoed. */
    String redactFrom(String text) {
        var redacted = text;
        for (var piece : uri.getPath().split("/")) {
            if (piece.length() >= SHORTEST_SECRET && !piece.equals("webhooks")) {
                redacted = redacted.replace(piece, "[redacted]");
            }
        }
        return redacted;
    }

    @Override
    public String toString() {
        return "[redacted]";
    }

    private static URI parse(String address) {
        try {
            return new URI(address.strip());
        } catch (URISyntaxException withTheAddress) {
            throw new IllegalArgumentException("DISCORD_WEBHOOK_UPM is not an address");
        }
    }

    private static boolean isProtected(URI uri, Set<String> plainHttpHosts) {
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" -> LOOPBACK.matcher(host).matches() || plainHttpHosts.contains(host);
            default -> false;
        };
    }
}
