package io.upmpublisher.ingress.delivery;

import static io.upmpublisher.ingress.Api.activeRepository;
import static io.upmpublisher.ingress.Api.as;
import static io.upmpublisher.ingress.Api.deliver;
import static io.upmpublisher.ingress.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.StoreLimits;
import io.upmpublisher.ingress.Told;
import io.upmpublisher.ingress.webhook.Pushes;
import io.upmpublisher.testing.GitHubWebhook;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class DeliveryLimitsTest {

    @Inject
    StoreLimits limits;
    @Inject
    Told told;

    @Test
    void removesBodiesAfterThirtyDaysAndKeepsWhatWasDecided() {
        var old = ignored(31);
        var young = ignored(29);

        limits.keep();

        as("viewer").get("/api/deliveries/" + old.delivery()).then().statusCode(200)
                .body("code", equalTo("REPOSITORY_NOT_REGISTERED"));
        problem(as("operator").post("/api/deliveries/" + old.delivery() + "/replay").then(), 409, "delivery-body-gone");
        as("operator").post("/api/deliveries/" + young.delivery() + "/replay").then().statusCode(202);
    }

    @Test
    void answersWhyForNinetyDays() {
        var old = ignored(91);
        var young = ignored(89);

        limits.keep();

        problem(as("viewer").get("/api/deliveries/" + old.delivery()).then(), 404, "delivery-unknown");
        as("viewer").get("/api/deliveries/" + young.delivery()).then().statusCode(200);
    }

    @Test
    void knowsARepetitionOfADeliveryThatIsNoLongerKept() {
        var repository = activeRepository();
        var push = Pushes.ofPackage(repository);
        var run = deliver(push).statusCode(202).extract().<String> path("run");
        var ignored = ignored(91);
        age(push, 91);
        limits.keep();
        as("viewer").get("/api/deliveries/" + push.delivery()).then().statusCode(404);
        // As after the run failed: nothing but the delivery's own key is left to tell by.
        limits.update("delete from request_key where run = ?::uuid", run);

        deliver(push).statusCode(200).body("decision", equalTo("duplicate")).body("code", equalTo("ACCEPTED"))
                .body("run", equalTo(run)).body("links.request", containsString(run));
        deliver(ignored).statusCode(200).body("decision", equalTo("duplicate"))
                .body("code", equalTo("REPOSITORY_NOT_REGISTERED")).body("run", nullValue());

        assertThat(told.requests(repository)).hasSize(1);
        as("viewer").get("/api/deliveries/" + push.delivery()).then().statusCode(404);
    }

    @Test
    void knowsARepetitionThatComesWhileTheDeliveryIsRemoved() throws Exception {
        var push = ignored(91);
        var repetition = new AtomicReference<Future<ValidatableResponse>>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            limits.keepAnd(() -> {
                repetition.set(threads.submit(() -> deliver(push)));
                await().until(limits::somebodyWaitsForALock);
            });

            repetition.get().get().statusCode(200).body("decision", equalTo("duplicate"));
        }
    }

    @Test
    void knowsADeliveryForFourHundredDays() {
        var old = ignored(401);
        var young = ignored(399);

        limits.keep();

        deliver(old).statusCode(202);
        deliver(young).statusCode(200).body("decision", equalTo("duplicate"));
    }

    private GitHubWebhook ignored(int daysAgo) {
        var push = Pushes.ofPackage("studio/never-" + UUID.randomUUID());
        deliver(push).statusCode(202);
        age(push, daysAgo);
        return push;
    }

    private void age(GitHubWebhook push, int days) {
        limits.update("update delivery set received_at = received_at - make_interval(days => ?) where id = ?", days,
                push.delivery());
        limits.update("update delivery_body set received_at = received_at - make_interval(days => ?) where delivery = ?", days,
                push.delivery());
    }
}
