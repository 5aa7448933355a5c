package io.upmpublisher.ingress.coverage;

import static io.upmpublisher.ingress.Api.as;
import static io.upmpublisher.ingress.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.upmpublisher.ingress.Told;
import io.upmpublisher.ingress.webhook.Pushes;
import io.upmpublisher.testing.GitHttpServer;
import io.upmpublisher.testing.StandIns;
import io.upmpublisher.testing.UnityRepository;
import io.upmpublisher.testing.github.Hook;

@QuarkusTest
@QuarkusTestResource(value = WatchedStudio.class, restrictToAnnotatedClass = true)
class CoverageTest {

    StandIns standIns;
    GitHttpServer git;
    Hook hook;
    @Inject
    Told told;
    @Inject
    CoverageMeters meters;

    /** All by the service's own loops. */
    @Test
    void bringsWhatGitHubCouldNotDeliverAndSaysHowMuchIsHere() {
        UnityRepository.create(git.root(), "studio/game").withPackage("", "com.studio.game", "1.0.0", Map.of())
                .commit("Add it");
        var push = Pushes.ofPackage("studio/game");
        standIns.gitHub().hooks().miss(hook, push, Instant.now().minus(Duration.ofMinutes(10)), 502);
        as("operator").body("{\"url\":\"" + git.url() + "/studio/game\",\"status\":\"active\"}").post("/api/repositories")
                .then().statusCode(201);

        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(told.requests("studio/game")).hasSize(1));
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> as("viewer").get("/api/deliveries/coverage").then()
                .statusCode(200).body("deliveries.made", equalTo(1)).body("deliveries.taken", equalTo(1))
                .body("deliveries.redelivered", equalTo(1)).body("deliveries.missing", equalTo(0))
                .body("hooks.about", contains("webhook of studio")).body("hooks.state", contains("found"))
                .body("reconciledAt", notNullValue()).body("heads.repositories", equalTo(1))
                .body("heads.unreadable", equalTo(0)).body("heads.differing", equalTo(0)).body("flaws", empty())
                .body("remedies", empty()).body("hours", equalTo(24)));

        meters.run();
        RestAssured.get("/q/metrics").then().body(containsString("upm_coverage_taken 1.0"))
                .body(containsString("upm_coverage_missing 0.0"));
        problem(RestAssured.get("/api/deliveries/coverage").then(), 401, "unauthenticated");
    }
}
