package io.upmpublisher.command.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.command.FakeServer;
import io.upmpublisher.command.FakeServer.Asked;
import io.upmpublisher.command.FakeServer.Told;
import io.upmpublisher.command.Tool;
import io.upmpublisher.command.Tool.Result;
import io.upmpublisher.testing.GitHubWebhook;
import io.upmpublisher.testing.StandIns;
import io.upmpublisher.testing.UnityRepository;
import io.upmpublisher.testing.github.Hooks;

class WebhookCommandTest {

    private static final String SECRET = "the-webhooks-own-secret";

    @TempDir
    Path root;

    private StandIns standIns;
    private Hooks hooks;
    private FakeServer ingress;

    @BeforeEach
    void start() {
        UnityRepository.create(root, "studio/game");
        standIns = StandIns.start(0, root, URI.create("http://127.0.0.1:1"));
        hooks = standIns.gitHub().hooks();
        ingress = FakeServer.answering(WebhookCommandTest::taken);
    }

    @AfterEach
    void stop() {
        ingress.close();
        standIns.close();
    }

    @Test
    void createsTheWebhookAndWaitsForItsPing() {
        var result = run("register", "--organization", "studio");

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("created a webhook of studio", "the ping arrived: ingress answered 202");
        assertThat(result.out() + result.err()).doesNotContain(SECRET);
        assertThat(hooks.of("studio")).singleElement().satisfies(hook -> {
            assertThat(hook.url()).isEqualTo(address());
            assertThat(hook.secret()).isEqualTo(SECRET);
            assertThat(hook.contentType()).isEqualTo("json");
            assertThat(hook.events()).containsExactly("push");
        });
    }

    @Test
    void changesNothingThatIsRight() {
        run("register", "--repository", "studio/game");
        var before = hooks.of("studio/game");

        var again = run("register", "--repository", "studio/game");

        assertThat(again.exit()).isZero();
        assertThat(again.out()).contains("is there, and as it should be", "the ping arrived");
        assertThat(hooks.of("studio/game")).isEqualTo(before);
    }

    @Test
    void mendsWhatIsWrong() {
        var hook = hooks.add("studio", address(), SECRET, "release");
        hooks.setActive(hook, false);
        assertThat(run("status", "--organization", "studio")).satisfies(result -> {
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.out()).contains("is switched off", "does not tell of pushes");
        });
        assertThat(run("register", "--organization", "studio").out()).contains("mended");
        assertThat(hooks.of("studio")).singleElement().satisfies(mended -> {
            assertThat(mended.isActive()).isTrue();
            assertThat(mended.events()).contains("push");
        });
        assertThat(run("status", "--organization", "studio").exit()).isZero();
    }

    @Test
    void mendsASecretThatOnlyThePingShowsToBeWrong() {
        var hook = hooks.add("studio", address(), "something else", "push");
        hooks.spoil(hook, "something else", "json");

        var result = run("register", "--organization", "studio");

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("ingress did not know its secret", "the ping arrived");
        assertThat(hooks.of("studio")).singleElement().satisfies(mended -> assertThat(mended.secret()).isEqualTo(SECRET));
    }

    @Test
    void saysWhyThePingDidNotArrive() {
        ingress.close();
        assertThat(run("register", "--organization", "studio")).satisfies(result -> {
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.err()).contains("did not arrive", "See whether ingress runs").doesNotContain(SECRET);
        });
    }

    @Test
    void needsASecretAndOneOwner() {
        assertThat(tool().run("webhook", "register", "--organization", "a", "--repository", "a/b").exit()).isEqualTo(2);
        assertThat(new Tool().with("GH_PAT", "ghp_123456").run("webhook", "register", "--organization", "a").err())
                .contains("GITHUB_WEBHOOK_SECRET is not set");
        assertThat(tool().with("UPM_INGRESS_URL", "http://upm.studio.example").run("webhook", "register", "--organization", "a")
                .err()).contains("use https");
    }

    private static Told taken(Asked asked) {
        var expected = GitHubWebhook.signature(SECRET, asked.body().getBytes(StandardCharsets.UTF_8));
        return Told.of(asked.header("X-Hub-Signature-256").equals(expected) ? 202 : 401);
    }

    private Result run(String... arguments) {
        var all = new ArrayList<>(List.of("webhook"));
        all.addAll(List.of(arguments));
        return tool().run(all.toArray(String[]::new));
    }

    private Tool tool() {
        return new Tool().with("GITHUB_API_URL", standIns.url()).with("GH_PAT", "ghp_1234567890")
                .with("UPM_INGRESS_URL", ingress.url()).with("GITHUB_WEBHOOK_SECRET", SECRET + ",an-older-secret-of-it");
    }

    private URI address() {
        return URI.create(ingress.url() + "/webhooks/github");
    }
}
