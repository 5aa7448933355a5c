package io.upmpublisher.ingress.webhook;

import java.util.concurrent.ThreadLocalRandom;

import io.upmpublisher.testing.GitHubWebhook;
import io.upmpublisher.testing.PushedCommit;

/** Pushes whose commits no other test has. */
public final class Pushes {

    private Pushes() {
    }

    public static GitHubWebhook ofPackage(String repository) {
        return of(repository, "Packages/A/package.json");
    }

    public static GitHubWebhook of(String repository, String modified) {
        var commit = commitId();
        return GitHubWebhook.push(repository, commitId(), commit, "main",
                PushedCommit.modifying(commit, "Bump the version", modified));
    }

    public static String commitId() {
        var random = ThreadLocalRandom.current();
        return "%016x%016x%08x".formatted(random.nextLong(), random.nextLong(), random.nextInt());
    }
}
