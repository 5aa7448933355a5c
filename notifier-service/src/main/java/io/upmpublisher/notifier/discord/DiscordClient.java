package io.upmpublisher.notifier.discord;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLHandshakeException;

import org.jboss.logging.Logger;

import io.upmpublisher.notifier.announce.Sending;

/**
 * Posts messages to one webhook. The JDK's client never repeats a POST by itself, and follows no redirect, which would carry
 * the message to a place that nobody configured.
 */
final class DiscordClient {

    private static final Logger LOG = Logger.getLogger(DiscordClient.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MAX_ANSWER = 64 * 1024;
    private static final byte[] NOTHING = {};

    private final WebhookAddress address;
    private final Duration answerWait;

    DiscordClient(WebhookAddress address, Duration answerWait) {
        this.address = address;
        this.answerWait = answerWait;
    }

    /** How long a call may take: to connect, to be answered, and to read the answer. */
    Duration longest() {
        return CONNECT.plus(answerWait.multipliedBy(2));
    }

    // A connection for each message: one that was kept may have been closed by the other side meanwhile, and a message that meets
    // that could only be called unknown.
    Sending send(String json) throws InterruptedException {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
        try {
            return answer(client, client.send(request(json), BodyHandlers.ofInputStream())).meaning();
        } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
            return new Sending.NotSent(DiscordCode.DISCORD_UNREACHABLE
                    .because("Discord could not be connected to (" + e.getClass().getSimpleName() + ").")); // its message may hold the address
        } catch (IOException e) {
            return new Sending.Unknown(DiscordCode.DISCORD_NO_ANSWER.because("Discord took the request and gave no answer ("
                    + e.getClass().getSimpleName() + "); the message may have been sent."));
        } finally {
            client.shutdownNow();
        }
    }

    private DiscordAnswer answer(HttpClient client, HttpResponse<InputStream> response) {
        // The request's own limit ends with the headers. A body that does not end is cut off by closing the client under it.
        CompletableFuture.delayedExecutor(answerWait.toMillis(), TimeUnit.MILLISECONDS).execute(client::shutdownNow);
        return new DiscordAnswer(address, response.statusCode(), response.headers(), body(response));
    }

    /** The status alone says what happened to the message: a body that breaks off takes nothing from that. */
    private static byte[] body(HttpResponse<InputStream> response) {
        try (var in = response.body()) {
            return in.readNBytes(MAX_ANSWER);
        } catch (IOException e) {
            LOG.debugf("the body of an answer broke off (%s); its status %d counts", e.getClass().getSimpleName(),
                    response.statusCode());
            return NOTHING;
        }
    }

    private HttpRequest request(String json) {
        return HttpRequest.newBuilder(address.uri())
                .timeout(answerWait)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                // Discord asks for this form: https://discord.com/developers/docs/reference#user-agent
                .header("User-Agent", "DiscordBot (upm-auto-publisher, 1)")
                .POST(BodyPublishers.ofString(json, StandardCharsets.UTF_8))
                .build();
    }
}
