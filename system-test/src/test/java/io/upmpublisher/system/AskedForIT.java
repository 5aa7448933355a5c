package io.upmpublisher.system;

import static io.upmpublisher.system.PackageAssert.assertThatPackage;
import static io.upmpublisher.system.RunAssert.assertThatRun;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

@SystemTest
class AskedForIT {

    private final Stack stack;

    AskedForIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void dispatchPublishes() {
        var game = stack.repository("dispatched").withPackage("core", "1.0.0");
        game.commit("Add core");

        var answer = stack.post("/repos/" + game.name() + "/dispatches", Map.of("event_type", "package_publish",
                "client_payload", Map.of("repository", game.name(), "commit_sha", game.head(), "branch", "main")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        var run = new Run(stack, UUID.fromString(answer.header("X-UPM-Run").orElseThrow()));
        assertThatRun(run).ended("published").hasPackages("published", game.manifestOf("core"));
        assertThatPackage(stack, game.nameOf("core")).hasVersions("1.0.0");
    }

    @Test
    void requestByHandPublishesTheOnePackageThatItNamesAndThenAllOfABranch() {
        var game = stack.repository("asked").withPackage("core", "1.0.0").withPackage("ui", "1.0.0");
        game.commit("Add core and ui");

        var one = Run.acceptedBy(stack, stack.post("/api/publish-requests",
                Map.of("repository", game.name(), "commit", game.head(), "path", game.manifestOf("ui"))));

        assertThatRun(one).ended("published").hasPackages("published", game.manifestOf("ui"));
        one.awaitEvent("changelog.completed");
        assertThatPackage(stack, game.nameOf("core")).isAbsent();

        var head = game.head();

        var all = Run.acceptedBy(stack,
                stack.post("/api/publish-requests", Map.of("repository", game.name(), "commit", "main")));

        assertThatRun(all).ended("published")
                .hasPackage(game.manifestOf("core")).with("outcome", "published").and()
                .hasPackage(game.manifestOf("ui")).with("outcome", "skipped").with("code", "VERSION_EXISTS");
        assertThat(all.awaitEnd().path("commit").asText()).isEqualTo(head);
    }

    @Test
    void requestForAPackageThatIsNotThereSaysSo() {
        var game = stack.repository("mistaken").withPackage("core", "1.0.0");
        game.commit("Add core");

        var run = Run.acceptedBy(stack, stack.post("/api/publish-requests",
                Map.of("repository", game.name(), "commit", game.head(), "path", "Packages/cor/package.json")));

        assertThatRun(run).ended("failed").hasPackage("Packages/cor/package.json").with("code", "MANIFEST_NOT_FOUND")
                .withTextIn("cause", "Packages/cor/package.json").withTextIn("cause", game.head().substring(0, 7))
                .withTextIn("remedy", "Check the path");
        assertThatPackage(stack, game.nameOf("core")).isAbsent();
    }
}
