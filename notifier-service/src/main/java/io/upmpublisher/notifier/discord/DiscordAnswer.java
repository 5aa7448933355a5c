package io.upmpublisher.notifier.discord;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.upmpublisher.notifier.announce.Sending;

/**
 * What an answer of Discord's means for the message (https://discord.com/developers/docs/topics/rate-limits,
 * …/opcodes-and-status-codes#http).
 */
final class DiscordAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    // Cloudflare, which bans who asks too often, gives no figure.
    private static final Duration PAUSE_UNSAID = Duration.ofMinutes(1);
    private static final int ERROR_LENGTH = 300;

    private final WebhookAddress address;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    /**
     * @param body as far as it could be read
     */
    DiscordAnswer(WebhookAddress address, int status, HttpHeaders headers, byte[] body) {
        this.address = address;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    Sending meaning() {
        return switch (status) {
            case 200, 201, 202, 204 -> new Sending.Sent(messageId(), pauseAfterLast());
            case 429 -> new Sending.TooFast(
                    DiscordCode.DISCORD_RATE_LIMITED.because("Discord asks for a pause before the next message."), pause());
            case 401, 403, 404, 410 -> new Sending.Closed(DiscordCode.DISCORD_WEBHOOK_INVALID
                    .because("Discord does not take messages for the webhook or its thread" + said() + "."));
            case 301, 302, 303, 307, 308 -> new Sending.Closed(DiscordCode.DISCORD_WEBHOOK_INVALID
                    .because("The webhook's address redirects to another place; nothing was sent there."));
            case 408, 425 -> notSent();
            // By Discord's own table a 502 means that no gateway was there to take the request. 503 and Cloudflare's 521 and 523 say
            // the same: nobody took it.
            case 502, 503, 521, 523 -> notSent();
            // Someone took the request and did not finish it, or not in time: bots whose libraries repeat it have seen messages twice
            // (https://github.com/discordjs/discord.js/issues/2655).
            default -> status >= 500
                    ? new Sending.Unknown(DiscordCode.DISCORD_NO_ANSWER
                            .because("Discord answered with status " + status + ", which does not tell whether it was sent."))
                    : new Sending.Refused(DiscordCode.DISCORD_MESSAGE_REFUSED
                            .because("Discord does not take the message" + said() + "."));
        };
    }

    private Sending notSent() {
        return new Sending.NotSent(DiscordCode.DISCORD_UNREACHABLE.because("Discord answered with status " + status + "."));
    }

    private Optional<String> messageId() {
        return Optional.of(json().path("id").asText("")).filter(id -> id.matches("\\d{1,20}"));
    }

    private Duration pause() {
        var asked = seconds(json().path("retry_after").asText(""));
        return asked.or(() -> header("Retry-After")).or(() -> header("X-RateLimit-Reset-After")).orElse(PAUSE_UNSAID);
    }

    // Obeying this avoids most 429s, of which too many get an address banned.
    private Optional<Duration> pauseAfterLast() {
        return headers.firstValue("X-RateLimit-Remaining").filter("0"::equals)
                .flatMap(none -> header("X-RateLimit-Reset-After"));
    }

    private Optional<Duration> header(String name) {
        return headers.firstValue(name).flatMap(DiscordAnswer::seconds);
    }

    private static Optional<Duration> seconds(String text) {
        if (!text.matches("\\d{1,9}(\\.\\d{1,20})?(E\\d)?")) {
            return Optional.empty();
        }
        var asked = Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1000));
        return Optional.of(asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE
                : asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked);
    }

    private String said() {
        var json = json();
        var text = json.isObject()
                ? json.path("message").asText() + " " + json.path("code").asText() + " " + json.path("errors")
                : new String(body, StandardCharsets.UTF_8);
        var line = DiscordText.plain(address.redactFrom(text), ERROR_LENGTH);
        return " (status " + status + (line.isEmpty() ? "" : ": " + line) + ")";
    }

    private JsonNode json() {
        try {
            var read = JSON.readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
