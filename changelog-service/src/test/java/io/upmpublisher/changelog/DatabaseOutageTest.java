package io.upmpublisher.changelog;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.upmpublisher.testing.PrivateInfrastructure;

/** On a service of its own, whose connections may break without a harm to other tests. */
@QuarkusTest
@QuarkusTestResource(value = ChangelogTestResource.class, restrictToAnnotatedClass = true)
class DatabaseOutageTest {

    PrivateInfrastructure infrastructure;

    @Test
    void asksCallersToComeAgainAndIsNotRestarted() {
        infrastructure.refuseDatabase();
        try {
            list().statusCode(503).contentType("application/problem+json").header("Retry-After", "10").body("type",
                    equalTo("/problems/unavailable"));
            given().get("/q/health/live").then().statusCode(200);
        } finally {
            infrastructure.admitDatabase();
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> list().statusCode(200));
    }

    private static ValidatableResponse list() {
        return given().header("Authorization", "Bearer viewer-token-1234").get("/api/changelogs").then();
    }
}
