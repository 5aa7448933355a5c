package io.upmpublisher.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.testing.stack.Service;

/** An accepted request as the services show it. */
record Run(Stack stack, UUID id) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> FINAL = List.of("published", "partly", "nothing", "failed");

    static Run acceptedBy(Stack stack, Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().path("run").asText()).as(answer.body()).isNotEmpty();
        return new Run(stack, UUID.fromString(answer.json().path("run").asText()));
    }

    /** What the ingress says of it, from its acceptance on. */
    JsonNode request() {
        var answer = stack.get(Service.INGRESS, "/api/publish-requests/" + id);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    boolean isBegun() {
        return stack.get(Service.PUBLISHER, "/api/runs/" + id).status() == 200;
    }

    /** Waits until the audit has the event, and returns its data. */
    JsonNode awaitEvent(String type) {
        await(type + " of run " + id).atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                .until(() -> !events(type).isEmpty());
        return events(type).getFirst();
    }

    /** The data of the run's events of a type, as the audit keeps them, the newest first. */
    List<JsonNode> events(String type) {
        var answer = stack.get(Service.AUDIT, "/api/audit/records?run=" + id + "&type=" + type);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(answer.json().path("items").spliterator(), false).map(record -> record.path("data"))
                .toList();
    }

    /** Waits until the audit tells of all that a published run leads to, and of nothing else. */
    JsonNode awaitStory() {
        return awaitStory("publish.requested", "publish.completed", "changelog.completed", "notification.completed");
    }

    /** Waits until the audit tells of exactly these events, in this order, and returns what it tells. */
    JsonNode awaitStory(String... types) {
        await("the story of run " + id).atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(story().path("steps").findValuesAsText("type")).containsExactly(types));
        return story();
    }

    /** What was posted to the chat about the run, whatever it answered. */
    List<String> messages() {
        return stack.chat().postsWith(id.toString());
    }

    /** What the chat took of these. */
    List<String> takenMessages() {
        return stack.chat().takenWith(id.toString());
    }

    /** Waits until both services agree that the run is over. */
    JsonNode awaitEnd() {
        await("run " + id + " to end").atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            var answer = stack.get(Service.PUBLISHER, "/api/runs/" + id);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().path("state").asText()).as(answer.body()).isIn(FINAL);
            assertThat(request().path("state").asText()).isEqualTo(answer.json().path("state").asText());
        });
        return stack.get(Service.PUBLISHER, "/api/runs/" + id).json();
    }

    private JsonNode story() {
        return stack.get(Service.AUDIT, "/api/audit/runs/" + id).json();
    }
}
