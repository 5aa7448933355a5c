package io.upmpublisher.ingress.delivery;

import static io.upmpublisher.ingress.Api.as;
import static io.upmpublisher.ingress.Api.deliver;
import static io.upmpublisher.ingress.Api.problem;
import static io.upmpublisher.ingress.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.Told;
import io.upmpublisher.ingress.webhook.Pushes;
import io.upmpublisher.testing.GitHubWebhook;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class BulkReplayTest {

    @Inject
    Told told;

    private final String repository = "studio/later-" + UUID.randomUUID();

    @Test
    void decidesAnewOnAllThatFitInTheOrderInWhichTheyCame() {
        var first = ignored();
        var second = ignored();
        var filter = Map.of("repository", repository, "code", "REPOSITORY_NOT_REGISTERED");
        register(repository, "active");

        replay(Map.of("repository", repository, "code", "REPOSITORY_NOT_REGISTERED", "dryRun", true)).statusCode(200)
                .body("dryRun", equalTo(true), "matching", equalTo(2), "count", equalTo(2), "accepted", equalTo(0))
                .body("items.delivery", contains(first.delivery(), second.delivery())).body("nextCursor", nullValue());
        assertThat(told.requests(repository)).isEmpty();

        replay(filter).statusCode(202).body("count", equalTo(2), "accepted", equalTo(2))
                .body("items.decision", contains("accepted", "accepted"));
        assertThat(told.requests(repository)).extracting(event -> event.delivery().orElseThrow())
                .containsExactly(first.delivery(), second.delivery());
        replay(filter).statusCode(202).body("matching", equalTo(0), "count", equalTo(0));
    }

    @Test
    void keepsToTheTimesThatAreGiven() {
        ignored();
        var later = ignored();
        String time = as("viewer").get("/api/deliveries/" + later.delivery()).then().extract().path("receivedAt");

        replay(Map.of("repository", repository, "since", time, "dryRun", true)).body("items.delivery",
                contains(later.delivery()));
        replay(Map.of("repository", repository, "until", time, "dryRun", true)).body("count", equalTo(1));
    }

    @Test
    void takesSoManyAtOnceAndGoesOnFromThere() {
        for (var i = 0; i < BulkReplay.MAX_AT_ONCE + 1; i++) {
            ignored();
        }
        var filter = Map.<String, Object> of("repository", repository);
        String next = replay(filter).statusCode(202).body("matching", equalTo(BulkReplay.MAX_AT_ONCE + 1))
                .body("count", equalTo(BulkReplay.MAX_AT_ONCE)).extract().path("nextCursor");

        replay(Map.of("repository", repository, "cursor", next)).statusCode(202).body("count", equalTo(1))
                .body("nextCursor", nullValue());
    }

    @ParameterizedTest
    @CsvSource({ "code, NO_SUCH, 400, mismatched-field", "repository, x, 422, invalid-field",
            "since, yesterday, 400, mismatched-field",
            "cursor, x, 400, invalid-cursor", "what, x, 400, unknown-field" })
    void namesWhatIsWrong(String field, String value, int status, String code) {
        problem(replay(Map.of(field, value)), status, code);
    }

    @Test
    void isForOperators() {
        problem(as("viewer").body("{}").post("/api/deliveries/replay").then(), 403, "forbidden");
        problem(replay(Map.of("since", "2026-03-02T00:00:00Z", "until", "2026-03-01T00:00:00Z")), 422, "invalid-field")
                .body("errors[0].pointer", equalTo("/until"));
    }

    @Test
    void findsADeliveryByTheBeginningOfItsCommit() {
        var push = ignored();
        var commit = push.payload().get("after").asText();
        as("viewer").queryParam("repository", repository).queryParam("commit", commit.substring(0, 7)).get("/api/deliveries")
                .then()
                .body("items.id", contains(push.delivery()))
                .body("items[0].links.why", containsString("/api/audit/why?repository=" + repository + "&commit=" + commit));
        problem(as("viewer").queryParam("commit", "abc").get("/api/deliveries").then(), 400, "invalid-parameter");
    }

    private GitHubWebhook ignored() {
        var push = Pushes.ofPackage(repository);
        deliver(push).statusCode(202);
        return push;
    }

    private static ValidatableResponse replay(Map<String, ?> filter) {
        return as("operator").body(filter).post("/api/deliveries/replay").then();
    }
}
