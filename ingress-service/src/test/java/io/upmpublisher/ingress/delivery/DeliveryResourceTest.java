package io.upmpublisher.ingress.delivery;

import static io.upmpublisher.ingress.Api.activeRepository;
import static io.upmpublisher.ingress.Api.as;
import static io.upmpublisher.ingress.Api.deliver;
import static io.upmpublisher.ingress.Api.problem;
import static io.upmpublisher.ingress.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.Told;
import io.upmpublisher.ingress.webhook.Pushes;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class DeliveryResourceTest {

    @Inject
    Told told;

    @Test
    void listsADeliveryByRepositoryAndCommitWithoutItsBody() {
        var repository = activeRepository();
        var first = Pushes.ofPackage(repository);
        var second = Pushes.ofPackage(repository);
        deliver(first).statusCode(202);
        deliver(second).statusCode(202);

        as("viewer").queryParam("repository", repository.toUpperCase())
                .queryParam("commit", first.payload().get("after").asText()).get("/api/deliveries").then().statusCode(200)
                .body("items.id", contains(first.delivery())).body("nextCursor", nullValue())
                .body(not(containsString("sam@studio.example")));
        var next = as("viewer").queryParam("repository", repository).get("/api/deliveries?limit=1").then()
                .body("items.id", contains(second.delivery())).extract().<String> path("nextCursor");
        as("viewer").queryParam("repository", repository).queryParam("cursor", next).get("/api/deliveries?limit=1").then()
                .body("items.id", contains(first.delivery())).body("nextCursor", nullValue());
        as("viewer").get("/api/deliveries/" + first.delivery()).then().body("headers.X-GitHub-Hook-ID", equalTo("4711"))
                .body("headers.X-Hub-Signature-256", nullValue());
        problem(as("viewer").get("/api/deliveries?repository=x").then(), 400, "invalid-parameter");
        problem(as("viewer").urlEncodingEnabled(false).get("/api/deliveries/a%00b").then(), 404, "delivery-unknown");
    }

    @Test
    void decidesAnewOnAnIgnoredDeliveryAfterItsReasonIsGone() {
        var repository = "studio/later-" + UUID.randomUUID();
        var push = Pushes.ofPackage(repository);
        var replay = "/api/deliveries/" + push.delivery() + "/replay";
        deliver(push).statusCode(202).body("code", equalTo("REPOSITORY_NOT_REGISTERED"));
        as("operator").post(replay).then().statusCode(202).body("code", equalTo("REPOSITORY_NOT_REGISTERED"));

        register(repository, "active");
        var run = as("operator").post(replay).then().statusCode(202).body("decision", equalTo("accepted"))
                .extract().<String> path("run");

        assertThat(told.requests(repository)).singleElement().satisfies(event -> assertThat(event.run()).hasToString(run));
        problem(as("operator").post(replay).then(), 409, "delivery-accepted");
        problem(as("viewer").post(replay).then(), 403, "forbidden");
        problem(as("operator").post("/api/deliveries/unknown/replay").then(), 404, "delivery-unknown");
        deliver(push).statusCode(200).body("run", equalTo(run));
    }
}
