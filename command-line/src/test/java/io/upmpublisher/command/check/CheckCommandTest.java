package io.upmpublisher.command.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.upmpublisher.command.FakeServer;
import io.upmpublisher.command.FakeServer.Asked;
import io.upmpublisher.command.FakeServer.Told;
import io.upmpublisher.command.Tool;
import io.upmpublisher.testing.GitHubWebhook;
import io.upmpublisher.testing.StandIns;
import io.upmpublisher.testing.UnityRepository;
import io.upmpublisher.testing.github.Hook;

class CheckCommandTest {

    private static final URI INGRESS = URI.create("https://upm.studio.example");

    @TempDir
    Path root;

    private StandIns standIns;

    @BeforeEach
    void start() {
        UnityRepository.create(root, "studio/game").file("README.md", "A game\n").commit("Begin");
        standIns = StandIns.start(0, root, URI.create("http://127.0.0.1:1"));
    }

    @AfterEach
    void stop() {
        standIns.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "GITHUB_APP_ID       | 12                    | GH_PAT and a GitHub App are both set",
            "NPM_TOKEN           | npm_1234              | of UPM_REGISTRY and NPM_TOKEN only one is set",
            "UPM_AUDIT_URL       | upm.studio.example    | UPM_AUDIT_URL is no address",
            "UPM_AUDIT_URL       | http://upm.example    | UPM_AUDIT_URL leads to upm.example without TLS",
            "RABBITMQ_PORT       | five                  | RABBITMQ_PORT is no number",
            "RABBITMQ_TLS        | yes                   | RABBITMQ_TLS is neither",
            "UPM_TOKENS          | me:boss:secret        | UPM_TOKENS is not of the form",
            "UPM_SESSION_KEY     | dG9vIHNob3J0          | UPM_SESSION_KEY has something that is not 32 bytes",
            "UPM_DB_URL          | postgresql://h/upm    | UPM_DB_URL does not begin",
            "DISCORD_THREAD_ID   | 12345678901234567     | DISCORD_THREAD_ID is set without",
            "UPM_TRUSTED_OWNERS  | https://github.com/x  | UPM_TRUSTED_OWNERS has something" })
    void findsVariablesThatAreWrong(String variable, String value, String told) {
        var result = new Tool().with("GH_PAT", "ghp_12345678").with(variable, value).run("check", "--only", "variables");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).containsPattern("(?m)^wrong +variables +\\Q" + told + "\\E").doesNotContain("ghp_12345678");
    }

    @Test
    void takesGoodVariables() {
        var result = new Tool().with("UPM_TOKENS", "me:admin:1234567,ci:requester(studio/*,other/game):sha256:abc")
                .with("UPM_TRUSTED_OWNERS", "studio").with("GITHUB_WEBHOOK_SECRET", "0123456789abcdef")
                .with("UPM_REGISTRY", "https://npm.studio.example/").with("NPM_TOKEN", "npm_1234")
                .run("check", "--only", "variables");

        assertThat(result.exit()).as(result.out()).isZero();
        assertThat(result.out()).contains("5 of", "1 ok, 0 warnings, 0 wrong, 0 not asked");
    }

    @Test
    void looksAtChatModelAndGitHub() {
        var result = gitHub().with("DISCORD_WEBHOOK_UPM", standIns.url() + "/api/webhooks/1/the-chats-secret")
                .with("GEMINI_API_KEY", "the-models-secret").with("GEMINI_API_URL", standIns.url())
                .run("check", "--only", "chat,model,github", "--repository", "studio/game");

        assertThat(result.exit()).as(result.out()).isZero();
        assertThat(result.out()).contains("the chat knows the webhook UPM", "the model gemini-3.8-flash is there",
                "GH_PAT is a classic token of octocat", "studio/game can be read and written");
        assertThat(standIns.served()).noneSatisfy(each -> assertThat(each.body()).isNotEmpty());
        assertThat(result.out()).doesNotContain("the-chats-secret", "the-models-secret", "ghp_");
    }

    @Test
    void looksAtAGitHubAppAndItsInstallations() throws Exception {
        var result = app().with("UPM_TRUSTED_OWNERS", "studio,elsewhere").run("check", "--only", "github");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out())
                .contains("the App upm may write contents and pull requests", "as installed for studio, may write",
                        "wrong      github        the App is not installed for elsewhere")
                .doesNotContain("PRIVATE KEY");
    }

    @Test
    void saysWhatTheTokenMayNotDo() {
        standIns.gitHub().makeReadOnly("studio/game", true);
        var result = gitHub().run("check", "--only", "github", "--repository", "studio/game", "--repository", "studio/nothing");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("warning    github        studio/game can be read but not written",
                "wrong      github        studio/nothing cannot be read: 404");
    }

    @Test
    void findsTheWebhookAndWhatItFailedToDeliver() {
        assertThat(hook().out()).contains("warning    hook          no webhook of studio leads to");

        var hooks = standIns.gitHub().hooks();
        var hook = hooks.add("studio", URI.create(INGRESS + "/webhooks/github"), "secret", "push");
        assertThat(hook()).satisfies(result -> {
            assertThat(result.exit()).as(result.out()).isZero();
            assertThat(result.out()).contains("leads here, is active, and tells of pushes");
        });
        // The organisation's tells of this one too, and of no stranger's.
        assertThat(hook("--repository", "studio/game").exit()).isZero();
        UnityRepository.create(root, "other/game");
        assertThat(hook("--repository", "other/game")).satisfies(result -> {
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.out()).contains("no webhook of other/game leads to");
        });

        hooks.miss(hook, GitHubWebhook.ping(), Instant.now(), 401);
        assertThat(hook()).satisfies(result -> {
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.out()).contains("1 of the last 1 deliveries", "The secrets differ");
        });

        hooks.setActive(hook, false);
        assertThat(hook().out()).contains("is switched off", "deploy/upm webhook register --organization studio");
    }

    @Test
    void looksAtTheWebhookOfTheAppItself() throws Exception {
        var tool = app().with("UPM_INGRESS_URL", INGRESS).with("UPM_TRUSTED_OWNERS", "studio");
        var hooks = standIns.gitHub().hooks();
        assertThat(tool.run("check", "--only", "hook").out()).contains("warning    hook          no webhook of studio leads to")
                .doesNotContain("App's own");

        var elsewhere = hooks.add(Hook.APP, URI.create("https://old.studio.example/hook?key=the-key"), "secret", "push");
        assertThat(tool.run("check", "--only", "hook").out()).contains(
                "warning    hook          the App's own webhook leads to https://old.studio.example/hook and not to " + INGRESS,
                "Set the Webhook URL").doesNotContain("the-key");
        hooks.remove(elsewhere);

        var hook = hooks.add(Hook.APP, URI.create(INGRESS + "/webhooks/github"), "secret", "push");
        assertThat(tool.run("check", "--only", "hook")).satisfies(result -> {
            assertThat(result.exit()).as(result.out()).isZero();
            assertThat(result.out()).contains("the App's own webhook leads here, and tells of pushes",
                    "warning    hook          the App's own webhook has delivered nothing lately", "may be switched off",
                    "1 ok, 1 warning");
        });

        hooks.miss(hook, GitHubWebhook.ping(), Instant.now().minusSeconds(60), 200);
        assertThat(tool.run("check", "--only", "hook").out()).contains("2 ok, 0 warnings");

        hooks.miss(hook, GitHubWebhook.ping(), Instant.now(), 401);
        assertThat(tool.run("check", "--only", "hook")).satisfies(result -> {
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.out()).contains("1 of the last 2 deliveries of the App's own webhook",
                    "set the first of GITHUB_WEBHOOK_SECRET");
        });
        assertThat(tool.run("check", "--only", "hook", "--fast").exit()).isZero();

        hooks.spoil(hook, "", "form");
        standIns.gitHub().apps().subscribe("release");
        assertThat(tool.run("check", "--only", "hook", "--fast").out()).contains("sends forms", "has no secret",
                "does not tell of pushes", "Permissions & events", "no webhook of studio leads to");
    }

    @Test
    void takesTheAppsOwnWebhookForThoseOnlyThatInstalledTheApp() throws Exception {
        UnityRepository.create(root, "other/game");
        standIns.gitHub().hooks().add(Hook.APP, URI.create(INGRESS + "/webhooks/github"), "secret", "push");
        var tool = app().with("UPM_INGRESS_URL", INGRESS).with("UPM_TRUSTED_OWNERS", "elsewhere,studio");

        var result = tool.run("check", "--only", "hook", "--fast", "--repository", "studio/game", "--repository", "other/game");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("the App's own webhook leads here, and tells of pushes",
                "wrong      hook          the App is not installed for elsewhere",
                "wrong      hook          the App is not installed for other/game").doesNotContain("no webhook of studio");
    }

    @Test
    void asksTheRegistryForItsTokenAndRights() {
        try (var registry = FakeServer.answering(CheckCommandTest::registry)) {
            var good = registry(registry, "good-token").run("check", "--only", "registry", "--package", "com.studio.core");
            assertThat(good.exit()).as(good.out()).isZero();
            assertThat(good.out()).contains("NPM_TOKEN is one of upm", "it can be searched", "may publish com.studio.core");

            var bad = registry(registry, "bad-token").run("check", "--only", "registry", "--package", "com.studio.core");
            assertThat(bad.exit()).isEqualTo(1);
            assertThat(bad.out()).contains("does not accept NPM_TOKEN", "may not publish com.studio.core (403)")
                    .doesNotContain("bad-token");
        }
    }

    @Test
    void findsThatNothingIsThere() {
        var result = new Tool().with("UPM_INGRESS_URL", "http://127.0.0.1:1").with("UPM_PUBLISHER_URL", "http://127.0.0.1:1")
                .with("UPM_CHANGELOG_URL", "http://127.0.0.1:1").with("UPM_NOTIFIER_URL", "http://127.0.0.1:1")
                .with("UPM_AUDIT_URL", "http://127.0.0.1:1")
                .with("UPM_DB_ADMIN_URL", "postgresql://me:the-password@127.0.0.1:1/upm")
                .with("RABBITMQ_HOST", "127.0.0.1").with("RABBITMQ_PORT", "1").with("UPM_REGISTRY", "http://127.0.0.1:1")
                .with("NPM_TOKEN", "npm_123456").run("check", "--only", "services,database,broker,registry");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("0 ok", "ingress at http://127.0.0.1:1 was not reached",
                "the database at 127.0.0.1:1/upm", "the broker at 127.0.0.1:1",
                "the registry http://127.0.0.1:1 was not reached")
                .doesNotContain("the-password");
    }

    @Test
    void writesJsonAndKnowsItsChecks() {
        assertThat(new Tool().run("check", "--only", "chat", "--json").out()).contains("\"wrong\" : 0",
                "\"level\" : \"not asked\"");
        assertThat(new Tool().run("check", "--only", "weather")).satisfies(result -> {
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err()).contains("There is no check weather");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "413 Payload Too Large | WARNING", "100 Continue | OK",
            "401 Unauthorized | NOT_ASKED" })
    void announcesALargePublishAndSendsNone(String answer, Finding.Level level) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var received = threads.submit(() -> {
                try (var socket = server.accept()) {
                    socket.getOutputStream().write(("HTTP/1.1 " + answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                }
            });
            var finding = BodyLimit.look(URI.create("http://127.0.0.1:" + server.getLocalPort()), "@studio/core", "a-token",
                    Duration.ofSeconds(5));

            assertThat(finding.level()).isEqualTo(level);
            assertThat(received.get()).startsWith("PUT /@studio%2Fcore HTTP/1.1\r\n").contains("Content-Length: 70000000")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void judgesClocks() {
        var now = Instant.parse("2026-01-05T09:00:00.500Z");
        assertThat(Clocks.ahead("Mon, 05 Jan 2026 09:01:40 GMT", now)).contains(Duration.ofSeconds(100));
        assertThat(Clocks.aheadByMetrics("process_start_time_seconds 1.76760E9\nprocess_uptime_seconds 12.5\n",
                Instant.ofEpochSecond(1767600000))).contains(Duration.ofMillis(12_500));
        assertThat(Clocks.judged("it", Duration.ofSeconds(-4))).isEmpty();
        assertThat(Clocks.judged("it", Duration.ofSeconds(-30))).map(Finding::level).contains(Finding.Level.WARNING);
        assertThat(Clocks.judged("it", Duration.ofSeconds(90))).map(Finding::level).contains(Finding.Level.WRONG);
    }

    @Test
    void knowsTheNewestMigrations() {
        assertThat(SchemaVersions.newest("ingress")).isGreaterThanOrEqualTo(12);
        assertThat(SchemaVersions.newest("messaging")).isGreaterThanOrEqualTo(7);
    }

    private static Told registry(Asked asked) {
        var isGood = asked.header("Authorization").equals("Bearer good-token");
        return switch (asked.method() + " " + asked.path().replaceFirst("\\?.*", "")) {
            case "GET /-/ping" -> Told.json(200, "{}");
            case "GET /-/whoami" -> Told.json(200, isGood ? "{\"username\":\"upm\"}" : "{}");
            case "GET /-/v1/search" -> Told.json(200, "{\"objects\":[]}");
            default -> Told.json(isGood ? 400 : 403, "{}");
        };
    }

    private static Tool registry(FakeServer registry, String token) {
        return new Tool().with("UPM_REGISTRY", registry.url()).with("NPM_TOKEN", token);
    }

    private Tool.Result hook(String... options) {
        var arguments = new ArrayList<>(List.of("check", "--only", "hook"));
        arguments.addAll(List.of(options));
        return gitHub().with("UPM_INGRESS_URL", INGRESS).with("UPM_TRUSTED_OWNERS", "studio")
                .run(arguments.toArray(String[]::new));
    }

    private Tool app() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var keys = generator.generateKeyPair();
        var pem = "-----BEGIN PRIVATE KEY-----\\n" + Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\\n-----END PRIVATE KEY-----";
        standIns.gitHub().apps().install(12, keys.getPublic(), "studio");
        return new Tool().with("GITHUB_API_URL", standIns.url()).with("GITHUB_APP_ID", 12).with("GITHUB_APP_PRIVATE_KEY", pem);
    }

    private Tool gitHub() {
        return new Tool().with("GITHUB_API_URL", standIns.url()).with("GH_PAT", "ghp_12345678");
    }
}
