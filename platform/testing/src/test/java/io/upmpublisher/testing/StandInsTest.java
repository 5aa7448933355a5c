package io.upmpublisher.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandInsTest {
    private static final String WEBHOOK = "/api/webhooks/123456789012345678/some-token";
    private static final String PROMPT = "/v1beta/models/gemini-test:generateContent";

    @TempDir
    Path gitRoot;
    HttpClient client = HttpClient.newHttpClient();
    StandIns standIns;

    @BeforeEach
    void start() {
        UnityRepository.create(gitRoot, "studio/known");
        standIns = StandIns.start(0, gitRoot, URI.create("http://127.0.0.1:1"));
    }

    @AfterEach
    void stop() {
        standIns.close();
        client.close();
    }

    @Test
    void discordAnswersWithTheMessageWhenWaitedFor() throws Exception {
        var answer = post(WEBHOOK + "?wait=true", "{\"content\":\"Hello\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).containsPattern("\"id\":\"1[0-9]{18}\"").contains("\"webhook_id\":\"123456789012345678\"");
    }

    @Test
    void discordAnswersWithNothingWhenNotWaitedFor() throws Exception {
        assertThat(post(WEBHOOK, "{\"embeds\":[{\"title\":\"Hello\"}]}").statusCode()).isEqualTo(204);
    }

    @Test
    void discordRefusesAnEmptyMessage() throws Exception {
        var answer = post(WEBHOOK + "?wait=true", "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("50006");
    }

    @Test
    void geminiAnswersOnlyWithAKey() throws Exception {
        var keyed = request(PROMPT).header("x-goog-api-key", "key").POST(HttpRequest.BodyPublishers.ofString("{}"));

        assertThat(send(keyed).body()).contains("\"finishReason\":\"STOP\"");
        assertThat(post(PROMPT, "{}").statusCode()).isEqualTo(403);
    }

    @Test
    void gitHubKnowsTheRepositoriesBelowTheGitRoot() throws Exception {
        var known = send(request("/repos/studio/known"));

        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(known.body()).contains("\"full_name\":\"studio/known\"",
                "\"clone_url\":\"http://127.0.0.1:1/studio/known.git\"");
        assertThat(send(request("/repos/studio/unknown")).statusCode()).isEqualTo(404);
        assertThat(send(request("/repos/studio/unknown")).body()).contains("Not Found");
    }

    @Test
    void recordsWhatItWasAsked() throws Exception {
        post(WEBHOOK, "{\"content\":\"Recorded\"}");

        assertThat(send(request("/__admin/requests")).body()).contains("Recorded");
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(standIns.url().resolve(path)).header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
