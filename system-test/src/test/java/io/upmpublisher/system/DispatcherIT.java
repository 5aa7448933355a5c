package io.upmpublisher.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.testing.DispatcherWorkflow;
import io.upmpublisher.testing.DispatcherWorkflow.Result;
import io.upmpublisher.testing.stack.Service;

/** The dispatcher workflow, as GitHub's runners run it, against ingress. */
@SystemTest
class DispatcherIT {

    private final Stack stack;

    @TempDir
    Path folder;

    DispatcherIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void publishesWhatItTellsOfOnceHoweverOftenItIsRun() {
        var game = stack.repository("by-workflow").withPackage("core", "1.0.0");
        game.commit("Add core");
        var id = UUID.randomUUID().toString();

        var first = run(game, id);
        var again = run(game, id);

        assertThat(first.exit()).as(first.output()).isZero();
        assertThat(first.output()).contains("Accepted as run ").isEqualTo(again.output());
        var run = first.output().replaceFirst("(?s).*Accepted as run ([0-9a-f-]+):.*", "$1");
        new Run(stack, UUID.fromString(run)).awaitEnd();
        assertThat(stack.get(Service.INGRESS, "/api/deliveries?repository=" + game.name()).json().path("items")).hasSize(1);
    }

    @Test
    void saysThatTheTokenIsNotKnown() {
        var game = stack.repository("undispatched");
        var result = run(game, "1", Map.of("TOKEN", "nobodys-token"));
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("::error", "does not know the token (401)");
    }

    private Result run(StudioRepository game, String id) {
        return run(game, id, Map.of());
    }

    private Result run(StudioRepository game, String id, Map<String, String> changed) {
        var variables = new java.util.HashMap<>(Map.of("INGRESS", stack.service(Service.INGRESS).url().toString(), "TOKEN",
                Secrets.ADMIN_TOKEN, "PATIENCE", "60", "GITHUB_REPOSITORY", game.name(), "GITHUB_REF", "refs/heads/main",
                "GITHUB_RUN_ID", id, "GITHUB_EVENT_NAME", "push", "GITHUB_ACTOR", "sam"));
        variables.put("GITHUB_SHA", changed.isEmpty() ? game.head() : "0".repeat(40));
        variables.putAll(changed);
        return DispatcherWorkflow.run(folder, "{\"head_commit\":{\"message\":\"Add core\"}}", variables);
    }
}
