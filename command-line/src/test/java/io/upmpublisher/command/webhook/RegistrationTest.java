package io.upmpublisher.command.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.upmpublisher.command.FakeServer;
import io.upmpublisher.command.FakeServer.Asked;
import io.upmpublisher.command.FakeServer.Told;
import io.upmpublisher.command.github.GitHubAccess;
import io.upmpublisher.command.github.Pause;
import io.upmpublisher.command.settings.Settings;

class RegistrationTest {

    private static final String ADDRESS = "https://upm.studio.example/webhooks/github";
    private static final String HOOK = """
            [{"id":7,"active":true,"events":["push"],
              "config":{"url":"%s","content_type":"json","insecure_ssl":"0","secret":"***"}}]""".formatted(ADDRESS);

    private final List<Duration> pauses = new ArrayList<>();
    private volatile String deliveries = "[]";
    private FakeServer gitHub;

    @BeforeEach
    void start() {
        gitHub = FakeServer.answering(this::answer);
    }

    @AfterEach
    void stop() {
        gitHub.close();
    }

    @Test
    void looksAgainUntilThePingIsThere() throws InterruptedException {
        var refusal = register(pause -> {
            pauses.add(pause);
            if (pauses.size() == 3) {
                deliveries = "[{\"id\":1,\"event\":\"ping\",\"status_code\":202}]";
            }
        });

        assertThat(refusal).isEmpty();
        assertThat(pauses).hasSize(3);
    }

    @Test
    void saysThatNoPingCameWhenItHasWaitedLongEnough() throws InterruptedException {
        var refusal = register(pauses::add);

        assertThat(refusal.orElseThrow()).contains("no delivery of the ping after 30 s");
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(30));
    }

    private Optional<String> register(Pause pause) throws InterruptedException {
        var api = GitHubAccess.of(new Settings(Map.of("GITHUB_API_URL", gitHub.url().toString(), "GH_PAT", "ghp_12345678")),
                Duration.ofSeconds(20)).rest();
        return new Registration(new Hooks(api, new HookTarget.Organization("studio")), ADDRESS, "secret",
                Duration.ofSeconds(30), pause, _ -> {
                }).perform();
    }

    private Told answer(Asked asked) {
        return asked.path().endsWith("/pings") ? Told.of(204)
                : Told.json(200, asked.path().contains("/deliveries") ? deliveries : HOOK);
    }
}
