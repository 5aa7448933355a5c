package io.upmpublisher.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.upmpublisher.testing.stack.Service;

/** Comes last, and looks at what all the tests before it made the services write and answer. */
@SystemTest
@Order(Integer.MAX_VALUE)
class SecretsIT {

    private final Stack stack;

    SecretsIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void noLogTellsASecret() throws IOException {
        for (var service : Service.values()) {
            var log = Files.readString(stack.service(service).log());
            assertThat(log).as("log of " + service.key()).contains("Listening on");
            assertThat(Secrets.toldBy(log)).as("told by the log of " + service.key()).isEmpty();
        }
    }

    @Test
    void noAnswerTellsASecret() {
        var game = stack.repository("curious").withPackage("core", "1.0.0");
        var delivery = game.commit("Add core");
        var run = Run.acceptedBy(stack, stack.deliver(delivery));
        run.awaitEnd();
        List.of("/api/repositories", "/api/repositories/" + game.name(), "/api/repositories.json", "/api/deliveries",
                "/api/deliveries/" + delivery.delivery(), "/api/publish-requests/" + run.id(), "/api/publish-requests/nonsense",
                "/q/health", "/q/metrics", "/q/openapi").forEach(path -> stack.get(Service.INGRESS, path));
        run.awaitStory();
        stack.get(Service.PUBLISHER, "/api/runs/" + run.id());
        stack.get(Service.CHANGELOG, "/api/changelogs?repository=" + game.name());
        stack.get(Service.NOTIFIER, "/api/notifications");
        List.of("/api/audit/runs/" + run.id(), "/api/audit/records", "/api/audit/export", "/api/dead-letters",
                "/api/dead-letters/groups").forEach(path -> stack.get(Service.AUDIT, path));
        for (var service : Service.values()) {
            stack.get(service, "/q/health");
            stack.get(service, "/q/metrics");
            stack.get(service, "/q/openapi");
            Http.get(stack.service(service).url().resolve("/api/nothing"), Secrets.ADMIN_TOKEN + "x");
        }

        assertThat(Http.answers()).hasSizeGreaterThan(30).allSatisfy(answer -> assertThat(Secrets.toldBy(answer)).isEmpty());
    }
}
