package io.upmpublisher.testing.github;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

import io.upmpublisher.testing.GitHubWebhook;

/** Posts deliveries to where a webhook says. */
final class Sender implements AutoCloseable {

    /** How long GitHub waits: https://docs.github.com/en/webhooks/using-webhooks/best-practices-for-using-webhooks */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY).connectTimeout(PATIENCE).build();

    /** What was answered, or the code that GitHub has for no answer. */
    int send(Hook hook, GitHubWebhook content) {
        var request = HttpRequest.newBuilder(hook.url()).timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(content.body()));
        content.headers(hook.secret()).forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (HttpTimeoutException e) {
            return 504;
        } catch (IOException e) {
            return 502;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 502;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
