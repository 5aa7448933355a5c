package io.upmpublisher.ingress.request;

import static io.upmpublisher.ingress.Api.activeRepository;
import static io.upmpublisher.ingress.Api.as;
import static io.upmpublisher.ingress.Api.deliver;
import static io.upmpublisher.ingress.Api.problem;
import static io.upmpublisher.ingress.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.events.RunState;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.Told;
import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.ingress.webhook.Pushes;
import io.upmpublisher.messaging.outbox.Outbox;
import io.upmpublisher.testing.GitHubWebhook;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class PublishRequestResourceTest {

    @Inject
    Told told;
    @Inject
    Outbox outbox;
    @Inject
    IngressDatabase database;

    private String repository;

    @BeforeEach
    void registerActive() {
        repository = activeRepository();
    }

    @Test
    void isKnownAtOnceAndNeverTakenForARepetition() {
        var push = Pushes.ofPackage(repository);
        deliver(push).statusCode(202);
        var body = "{\"repository\":\"" + repository + "\",\"commit\":\"" + push.payload().get("after").asText() + "\"}";

        var run = as("operator").body(body).post("/api/publish-requests").then().statusCode(202)
                .body("links.self", containsString("/api/publish-requests/"))
                .extract().<String> path("run");
        as("requester").body(body).post("/api/publish-requests").then().statusCode(202);

        as("viewer").get("/api/publish-requests/" + run).then().statusCode(200).body("state", equalTo("queued"))
                .body("repository", equalTo(repository)).body("trigger", equalTo("manual")).body("sequence", equalTo(2));
        assertThat(told.requests(repository)).hasSize(3);
        problem(as("viewer").get("/api/publish-requests/" + UUID.randomUUID()).then(), 404, "request-unknown");
        problem(as("viewer").get("/api/publish-requests/1-1-1-1-1").then(), 400, "invalid-parameter");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"commit\":\"main\"}|422|/repository", "{\"repository\":\"studio/x\"}|422|/commit",
            "{\"repository\":\"x\",\"commit\":\"main\"}|422|/repository",
            "{\"repository\":\"stranger/x\",\"commit\":\"main\"}|422|/repository",
            "{\"repository\":\"studio/never-registered\",\"commit\":\"main\"}|422|/repository",
            "{\"repository\":\"studio/x\",\"commit\":\"$(rm -rf /)\"}|422|/commit",
            "{\"repository\":\"studio/x\",\"commit\":\"main\",\"path\":\"../x\"}|422|/path",
            "{\"repository\":\"studio/x\",\"commit\":1}|400|/commit" })
    void namesTheFieldThatIsWrong(String body, int status, String pointer) {
        as("operator").body(body).post("/api/publish-requests").then().statusCode(status)
                .contentType("application/problem+json").body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void refusesWhoMayNotAskAndWhatDoesNotPublish() {
        problem(as("viewer").body("{\"repository\":\"" + repository + "\",\"commit\":\"main\"}").post("/api/publish-requests")
                .then(), 403, "forbidden");
        problem(as("requester").body("{\"repository\":\"acme/other\",\"commit\":\"main\"}").post("/api/publish-requests")
                .then(),
                403, "forbidden");
        var pending = "studio/pending-" + UUID.randomUUID();
        register(pending, "pending");
        problem(as("operator").body("{\"repository\":\"" + pending + "\",\"commit\":\"main\"}").post("/api/publish-requests")
                .then(), 409, "repository-not-active");
    }

    @ParameterizedTest
    @EnumSource(names = { "FAILED", "PUBLISHED" })
    void freesTheKeyOfAFailedRunOnly(RunState state) {
        var push = Pushes.ofPackage(repository);
        deliver(push).statusCode(202);
        var request = told.requests(repository).getFirst();
        database.runInTransaction(() -> outbox.append(completed(request, state)));
        var expected = state == RunState.FAILED ? "failed" : "published";
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> as("viewer").get("/api/publish-requests/" + request.run())
                .then().body("state", equalTo(expected)).body("revision", equalTo(1)));

        deliver(again(push)).statusCode(202)
                .body("code", equalTo(state == RunState.FAILED ? "ACCEPTED" : "DUPLICATE_REQUEST"));
    }

    private static GitHubWebhook again(GitHubWebhook push) {
        return push.withDelivery(UUID.randomUUID().toString());
    }

    private static PublishCompleted completed(PublishRequested request, RunState state) {
        var failure = state == RunState.FAILED
                ? Optional.of(new Fault("COMMIT_NOT_FOUND", "It is gone.", "Push it again.", true))
                : Optional.<Fault> empty();
        return new PublishCompleted(request.run(), 1, request.repository(), request.commit(), request.before(),
                request.branch(),
                request.trigger(), request.author(), request.message(), request.delivery(), "default", state,
                PublishCompleted.Counts.of(List.of()), List.of(), failure, request.requestedAt(), Instant.now(), Instant.now(),
                Optional.empty(), Optional.empty());
    }
}
