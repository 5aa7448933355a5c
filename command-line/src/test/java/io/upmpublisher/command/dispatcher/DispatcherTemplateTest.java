package io.upmpublisher.command.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import io.upmpublisher.command.FakeServer;
import io.upmpublisher.command.FakeServer.Asked;
import io.upmpublisher.command.FakeServer.Told;
import io.upmpublisher.testing.DispatcherWorkflow;
import io.upmpublisher.testing.DispatcherWorkflow.Result;

/** The workflow template; its shell part really runs. */
class DispatcherTemplateTest {

    private static final String TOKEN = "requester-token-1234";
    private static final String COMMIT = "a".repeat(40);
    private static final String PUSH = "{\"head_commit\":{\"message\":\"Bump\",\"author\":{\"username\":\"sam\"}}}";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void isShortAndRunsNothingOfOthers() throws IOException {
        var text = Files.readString(DispatcherWorkflow.template());
        var yaml = new ObjectMapper(new YAMLFactory()).readTree(text);

        assertThat(text.lines()).hasSizeLessThan(130);
        assertThat(yaml.path("permissions")).isEmpty();
        assertThat(yaml.path("permissions").isObject()).isTrue();
        assertThat(yaml.findValues("uses")).isEmpty();
        assertThat(yaml.at("/on/push/branches").toString()).isEqualTo("[\"master\",\"main\"]");
        // GitHub applies such filters to the first 300 files of a push only.
        assertThat(yaml.at("/on/push").fieldNames()).toIterable().containsExactly("branches");
        assertThat(yaml.at("/on/workflow_dispatch/inputs/package_path/required").asBoolean(true)).isFalse();
        // What GitHub replaces in a script is code: it belongs into the environment.
        assertThat(yaml.at("/jobs/dispatch/steps/0/run").asText()).isNotEmpty().doesNotContain("${{");
    }

    @Test
    void tellsOfThePush() throws IOException {
        try (var ingress = accepting()) {
            var result = run(ingress, PUSH, Map.of());

            assertThat(result.exit()).as(result.output()).isZero();
            assertThat(result.summary()).contains("0198-run", ingress.url() + "/api/publish-requests/0198-run");
            assertThat(ingress.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.method() + asked.path()).isEqualTo("POST/repos/studio/game/dispatches");
                assertThat(asked.header("Authorization")).isEqualTo("Bearer " + TOKEN);
            });
            var body = JSON.readTree(ingress.asked().getFirst().body());
            assertThat(body.path("event_type").asText()).isEqualTo("upm-publish-request");
            assertThat(body.path("client_payload")).hasSizeLessThanOrEqualTo(10);
            assertThat(payload(ingress, "repository")).isEqualTo("studio/game");
            assertThat(payload(ingress, "ref")).isEqualTo("refs/heads/main");
            assertThat(payload(ingress, "sha")).isEqualTo(COMMIT);
            assertThat(payload(ingress, "commit_message")).isEqualTo("Bump");
            assertThat(payload(ingress, "commit_author")).isEqualTo("sam");
            assertThat(payload(ingress, "trigger_type")).isEqualTo("push");
            assertThat(payload(ingress, "request_id")).isEqualTo("actions-77");
        }
    }

    @Test
    void passesOnWhatPeopleWroteWithoutRunningIt() throws IOException {
        var trap = folder.resolve("sprung");
        var message = "$(touch " + trap + ") `touch " + trap + "` \"; touch " + trap + " #\n::error::mine "
                + "long ".repeat(40_000);
        var event = JSON.createObjectNode();
        event.putObject("head_commit").put("message", message).putObject("author").put("username", "$(touch " + trap + ")");
        event.putObject("inputs").put("package_path", "$(touch " + trap + ")");
        try (var ingress = accepting()) {
            var result = run(ingress, event.toString(), Map.of("GITHUB_EVENT_NAME", "workflow_dispatch"));

            assertThat(result.exit()).as(result.output()).isZero();
            assertThat(payload(ingress, "commit_message")).hasSize(2000).isEqualTo(message.substring(0, 2000));
            assertThat(payload(ingress, "package_path")).isEqualTo("$(touch " + trap + ")");
            assertThat(payload(ingress, "trigger_type")).isEqualTo("workflow_dispatch");
            assertThat(trap).doesNotExist();
            assertThat(result.output()).doesNotContain("::error");
        }
    }

    @Test
    void namesNoBranchForATag() throws IOException {
        try (var ingress = accepting()) {
            run(ingress, PUSH, Map.of("GITHUB_REF", "refs/tags/v1"));
            assertThat(payload(ingress, "ref")).isEmpty();
            assertThat(payload(ingress, "sha")).isEqualTo(COMMIT);
        }
    }

    @Test
    void triesAgainWhenIngressSaysSoAndAsksForTheSame() {
        var answers = new AtomicInteger();
        try (var ingress = FakeServer.answering(_ -> answers.incrementAndGet() < 3
                ? new Told(answers.get() == 1 ? 503 : 429, Map.of("Retry-After", "1", "X-UPM-Run", "0197-old"), "")
                : accepted())) {
            var result = run(ingress, PUSH, Map.of("PATIENCE", "60"));

            assertThat(result.exit()).as(result.output()).isZero();
            assertThat(result.summary()).contains("0198-run").doesNotContain("0197-old");
            assertThat(ingress.asked()).hasSize(3).extracting(Asked::body).containsOnly(ingress.asked().getFirst().body());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "401 | UPM_DISPATCH_TOKEN",
            "403 | role requester for studio/game",
            "404 | UPM_TRUSTED_OWNERS",
            "422 | /client_payload/package_path is no path",
            "429 | later",
            "503 | 503",
            "302 | UPM_INGRESS_URL" })
    void failsWithCauseAndRemedy(int status, String told) {
        // Nobody waits for an hour: that ends the tries at once.
        var answer = new Told(status, Map.of("Retry-After", "3600", "Content-Type", "application/json"),
                "{\"message\":\"Invalid request.\\n\\n/client_payload/package_path is no path\"}");
        try (var ingress = FakeServer.answering(_ -> answer)) {
            var result = run(ingress, PUSH, Map.of());

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.output().lines().filter(line -> line.startsWith("::error title=UPM dispatcher::")))
                    .singleElement()
                    .asString().contains(told, Integer.toString(status)).doesNotContain(TOKEN);
            assertThat(result.summary()).contains(told);
            assertThat(ingress.asked()).hasSize(1);
        }
    }

    @Test
    void failsWhereIngressIsNotReached() {
        var ingress = FakeServer.answering(_ -> accepted());
        ingress.close();

        var result = run(ingress, PUSH, Map.of("PATIENCE", "1"));

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("::error", "was not reached at " + ingress.url());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "INGRESS | ''                        | variable UPM_INGRESS_URL is not set",
            "TOKEN   | ''                        | secret UPM_DISPATCH_TOKEN is not set",
            "INGRESS | http://upm.studio.example | UPM_INGRESS_URL is not an address that begins with https://",
            "INGRESS | https://a@b.example       | UPM_INGRESS_URL is not an address that begins with https://",
            "TOKEN   | two words                 | UPM_DISPATCH_TOKEN has characters",
            "PATIENCE | soon                     | UPM_DISPATCH_PATIENCE is not a number" })
    void namesTheSettingThatIsMissingOrWrong(String variable, String value, String told) {
        try (var ingress = accepting()) {
            var result = run(ingress, PUSH, Map.of(variable, value));

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.output()).contains("::error", told);
            assertThat(ingress.asked()).isEmpty();
        }
    }

    @Test
    void warnsWhereNothingIsPublished() {
        try (var ingress = FakeServer.answering(_ -> new Told(204, Map.of("X-UPM-Delivery", "dispatch-12"), ""))) {
            var result = run(ingress, PUSH, Map.of());

            assertThat(result.exit()).isZero();
            assertThat(result.output()).contains("::warning", "/api/deliveries/dispatch-12");
        }
    }

    private static FakeServer accepting() {
        return FakeServer.answering(_ -> accepted());
    }

    private static Told accepted() {
        return new Told(204, Map.of("X-UPM-Run", "0198-run", "X-UPM-Delivery", "dispatch-12"), "");
    }

    private static String payload(FakeServer ingress, String field) throws IOException {
        JsonNode body = JSON.readTree(ingress.asked().getLast().body());
        return body.at("/client_payload/" + field).asText();
    }

    private Result run(FakeServer ingress, String event, Map<String, String> changed) {
        var variables = new HashMap<>(Map.of("INGRESS", ingress.url() + "/", "TOKEN", TOKEN, "PATIENCE", "5",
                "GITHUB_REPOSITORY", "studio/game", "GITHUB_SHA", COMMIT, "GITHUB_REF", "refs/heads/main", "GITHUB_RUN_ID",
                "77",
                "GITHUB_EVENT_NAME", "push", "GITHUB_ACTOR", "sam"));
        variables.putAll(changed);
        return DispatcherWorkflow.run(folder, event, variables);
    }
}
