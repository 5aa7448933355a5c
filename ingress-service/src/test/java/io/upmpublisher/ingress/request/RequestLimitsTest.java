package io.upmpublisher.ingress.request;

import static io.upmpublisher.ingress.Api.activeRepository;
import static io.upmpublisher.ingress.Api.as;
import static io.upmpublisher.ingress.Api.deliver;
import static io.upmpublisher.ingress.Api.problem;
import static org.hamcrest.Matchers.equalTo;

import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.StoreLimits;
import io.upmpublisher.ingress.webhook.Pushes;
import io.upmpublisher.testing.GitHubWebhook;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class RequestLimitsTest {

    @Inject
    StoreLimits limits;

    private GitHubWebhook push;
    private String run;

    @BeforeEach
    void pushAPackage() {
        push = Pushes.ofPackage(activeRepository());
        run = deliver(push).statusCode(202).extract().path("run");
    }

    @Test
    void forgetsWhatEndedFourHundredDaysAgoButNotTheRepositorysOrder() {
        end(401);
        ageKey(402);

        limits.keep();

        problem(request(run), 404, "request-unknown");
        var next = deliverAgain().statusCode(202).body("code", equalTo("ACCEPTED")).extract().<String> path("run");
        request(next).body("sequence", equalTo(2));
    }

    @Test
    void keepsRequestsWhoseRunsHaveNotEndedHoweverOldTheyAre() {
        limits.update("update accepted_request set requested_at = requested_at - interval '900 days' where run = ?::uuid", run);
        ageKey(900);

        limits.keep();

        request(run).statusCode(200).body("state", equalTo("queued"));
        deliverAgain().body("code", equalTo("DUPLICATE_REQUEST"));
    }

    @Test
    void keepsAKeyForAsLongAsItsRequest() {
        end(399);
        ageKey(900);

        limits.keep();

        request(run).statusCode(200);
        deliverAgain().body("code", equalTo("DUPLICATE_REQUEST"));
    }

    @Test
    void keepsAKeyForFourHundredDaysWithoutItsRequest() {
        end(401);
        ageKey(399);

        limits.keep();

        request(run).statusCode(404);
        deliverAgain().body("code", equalTo("DUPLICATE_REQUEST"));
    }

    private static ValidatableResponse request(String run) {
        return as("viewer").get("/api/publish-requests/" + run).then();
    }

    private ValidatableResponse deliverAgain() {
        return deliver(push.withDelivery(UUID.randomUUID().toString()));
    }

    private void end(int daysAgo) {
        limits.update("""
                update accepted_request set state = 'PUBLISHED', revision = 1, finished_at = now() - make_interval(days => ?)
                 where run = ?::uuid
                """, daysAgo, run);
    }

    private void ageKey(int days) {
        limits.update("update request_key set occupied_at = now() - make_interval(days => ?) where run = ?::uuid", days, run);
    }
}
