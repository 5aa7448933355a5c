package io.upmpublisher.testing.github;

import java.time.Duration;
import java.time.Instant;

import io.upmpublisher.testing.GitHubWebhook;

/**
 * What GitHub remembers of one try to deliver.
 *
 * @param hook the id of the webhook
 * @param isRedelivery whether somebody asked for it; it then has the first one's GUID and an id of its own
 * @param statusCode what was answered; 502 where nobody did, 504 where it took too long
 */
public record Delivery(long id, long hook, GitHubWebhook content, Instant at, boolean isRedelivery, Duration took,
        int statusCode) {

    public String guid() {
        return content.delivery();
    }

    String status() {
        return switch (statusCode) {
            case 502 -> "failed to connect to host";
            case 504 -> "timed out";
            default -> statusCode / 100 == 2 ? "OK" : "Invalid HTTP Response: " + statusCode;
        };
    }

    /** As the parameter {@code status} of lists names it. */
    String outcome() {
        return statusCode >= 200 && statusCode < 400 ? "success" : "failure";
    }
}
