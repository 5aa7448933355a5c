package io.upmpublisher.changelog;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(ChangelogTestResource.class)
class ChangelogServiceTest {

    @Test
    void becomesReadyOnceItConsumesFromItsQueue() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200)
                .body("checks.find { it.name == 'RabbitMQ' }.data.'upm.changelog'", is("consuming")));
    }

    @Test
    void tellsItsBacklogsAsMetrics() {
        given().get("/q/metrics").then().statusCode(200).body(containsString("upm_inbox_open{consumer=\"changelog\""));
    }
}
