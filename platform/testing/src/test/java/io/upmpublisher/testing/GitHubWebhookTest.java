package io.upmpublisher.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class GitHubWebhookTest {
    @Test
    void signsAsGitHubDocumentsIt() {
        // The example of GitHub's page "Validating webhook deliveries".
        assertThat(GitHubWebhook.signature("It's a Secret to Everybody", "Hello, World!".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    }

    @Test
    void signsTheBytesThatItSends() {
        var push = GitHubWebhook.push("studio/sample", "a".repeat(40), "b".repeat(40), "main",
                PushedCommit.modifying("b".repeat(40), "Release", "package.json"));
        assertThat(push.headers("secret")).containsEntry("X-GitHub-Event", "push")
                .containsEntry("X-Hub-Signature-256", GitHubWebhook.signature("secret", push.body()));
        assertThat(push.payload().at("/commits/0/modified/0").asText()).isEqualTo("package.json");
        assertThat(push.payload().at("/repository/owner/login").asText()).isEqualTo("studio");
    }

    @Test
    void tellsCreatedAndDeletedBranches() {
        var created = GitHubWebhook.push("studio/sample", "0".repeat(40), "b".repeat(40), "topic").payload();
        assertThat(created.path("created").asBoolean()).isTrue();
        assertThat(created.path("deleted").asBoolean()).isFalse();
        assertThat(created.path("head_commit").isNull()).isTrue();
    }
}
