package io.upmpublisher.torture.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.upmpublisher.testing.GitHubWebhook;
import io.upmpublisher.testing.stack.ServiceProcess;

/** Where deliveries are sent: any of the processes that take them in, as behind a load balancer without health checks. */
public final class Door {

    /** How long GitHub waits: https://docs.github.com/en/webhooks/using-webhooks/best-practices-for-using-webhooks */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY).connectTimeout(PATIENCE).build();
    private final java.util.function.Supplier<List<ServiceProcess>> processes;
    private final String secret;

    public Door(java.util.function.Supplier<List<ServiceProcess>> processes, String secret) {
        this.processes = processes;
        this.secret = secret;
    }

    Push.Answer send(GitHubWebhook delivery) throws InterruptedException {
        var open = processes.get();
        var process = open.get(ThreadLocalRandom.current().nextInt(open.size()));
        var request = HttpRequest.newBuilder(process.url().resolve("/webhooks/github")).timeout(PATIENCE)
                .POST(BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers(secret).forEach(request::header);
        try {
            return new Push.Answer(delivery.delivery(),
                    client.send(request.build(), BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return new Push.Answer(delivery.delivery(), 0);
        }
    }
}
