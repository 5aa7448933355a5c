package io.upmpublisher.ingress.webhook;

import static io.restassured.RestAssured.given;
import static io.upmpublisher.ingress.Api.activeRepository;
import static io.upmpublisher.ingress.Api.deliver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.Told;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
@TestProfile(BrokerOutageTest.NoBroker.class)
class BrokerOutageTest {

    private static final String BROKER = "checks.find { it.name == 'RabbitMQ' }.";

    @Inject
    Told told;

    @Test
    void staysReadyAndTakesDeliveriesInWhileTheBrokerIsAway() {
        given().get("/q/health/ready").then().statusCode(200).body(BROKER + "status", equalTo("UP"))
                .body(BROKER + "data.connected", equalTo(false))
                .body(BROKER + "data.'upm.ingress'", equalTo("not consuming"));

        var repository = activeRepository();
        deliver(Pushes.ofPackage(repository)).statusCode(202);
        assertThat(told.requests(repository)).hasSize(1);
    }

    public static class NoBroker implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("upm.messaging.broker.port", "1");
        }
    }
}
