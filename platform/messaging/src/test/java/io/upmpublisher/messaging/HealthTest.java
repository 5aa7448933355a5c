package io.upmpublisher.messaging;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.upmpublisher.messaging.outbox.Outbox;
import io.upmpublisher.testing.PrivateInfrastructure;
import io.upmpublisher.testing.ServiceInfrastructure;

/** What a service that consumes says of itself and of what it depends on. */
@QuarkusTest
@QuarkusTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "service", value = "notifier"), restrictToAnnotatedClass = true)
@TestProfile(HealthTest.Consuming.class)
class HealthTest {

    private static final String BROKER = "checks.find { it.name == 'RabbitMQ' }.";
    private static final String DATABASE = "checks.find { it.name == 'Database connections health check' }.";

    PrivateInfrastructure infrastructure;

    @Inject
    Outbox outbox;

    @Test
    void namesWhatIsAwayAndIsNeverRestartedForIt() {
        soon().untilAsserted(() -> ready(200).body(BROKER + "data.'upm.notifier'", equalTo("consuming"))
                .body(BROKER + "data.address", containsString("127.0.0.1")));

        infrastructure.broker("kill");
        try {
            soon().untilAsserted(() -> ready(503).body(BROKER + "status", equalTo("DOWN"))
                    .body(BROKER + "data.connected", equalTo(false))
                    .body(BROKER + "data.'upm.notifier'", equalTo("not consuming"))
                    .body(DATABASE + "status", equalTo("UP")));
            alive();

            infrastructure.refuseDatabase();
            try {
                soon().untilAsserted(() -> ready(503).body(DATABASE + "status", equalTo("DOWN")));
                alive();
            } finally {
                infrastructure.admitDatabase();
            }
        } finally {
            infrastructure.broker("start");
        }

        soon().untilAsserted(() -> ready(200));
    }

    @Test
    void tellsThatTheBrokerTakesNoMessagesUntilItDoesAgain() {
        soon().untilAsserted(() -> ready(200).body(BROKER + "data.blocked", nullValue()));

        infrastructure.broker("ctl", "set_vm_memory_high_watermark", "absolute", "1");
        try {
            tell("first");
            tell("second");
            soon().untilAsserted(() -> ready(200).body(BROKER + "data.blocked", equalTo("low on memory")));
        } finally {
            infrastructure.broker("ctl", "set_vm_memory_high_watermark", "absolute", "512MB");
        }

        soon().untilAsserted(() -> ready(200).body(BROKER + "data.blocked", nullValue()));
    }

    private void tell(String about) {
        QuarkusTransaction.requiringNew().run(() -> outbox.append(Samples.alarm(about)));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30));
    }

    private static ValidatableResponse ready(int status) {
        return given().get("/q/health/ready").then().statusCode(status);
    }

    private static void alive() {
        given().get("/q/health/live").then().statusCode(200).body("checks.find { it.name == 'messaging' }.status",
                equalTo("UP"));
    }

    public static class Consuming implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("upm.messaging.subscriptions", "notifier");
        }
    }
}
