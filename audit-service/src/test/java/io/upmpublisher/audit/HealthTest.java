package io.upmpublisher.audit;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.events.EventType;

@QuarkusTest
@QuarkusTestResource(AuditTestResource.class)
class HealthTest {

    @Test
    void becomesReadyOnceItConsumesFromItsQueues() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200)
                .body("checks.find { it.name == 'RabbitMQ' }.data.'upm.audit'", is("consuming"))
                .body("checks.find { it.name == 'RabbitMQ' }.data.'upm.dead-letters'", is("consuming")));
    }

    @Test
    void tellsBacklogsRecordsDaysAndWhatIsParkedAsMetrics() {
        Api.tell(Samples.ofNewRun().of(EventType.ALARM_RESOLVED));
        Api.tell(Samples.ofNewRun().deadLetter("TOLD_AS_METRIC"));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> given().get("/q/metrics").then().statusCode(200)
                .body(allOf(containsString("upm_inbox_open{consumer=\"audit\""),
                        containsString("upm_audit_records_total{type=\"alarm.resolved\""),
                        containsString("upm_audit_days_ahead 14.0"),
                        containsString("upm_audit_dead_letters_parked{code=\"TOLD_AS_METRIC\",service=\"changelog\"} 1.0"))));
    }
}
