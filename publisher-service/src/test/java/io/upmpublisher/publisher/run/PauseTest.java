package io.upmpublisher.publisher.run;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.events.OperatorActed;
import io.upmpublisher.events.RunState;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.publisher.run.PublisherTestResource.Outside;
import io.upmpublisher.testing.UnityRepository;

@QuarkusTest
@QuarkusTestResource(PublisherTestResource.class)
class PauseTest {

    @Inject
    Pipeline pipeline;
    @Inject
    Transactions transactions;

    Outside outside;

    @AfterEach
    void goOn() {
        operator().delete("/api/pause").then().statusCode(200);
    }

    @Test
    void keepsRequestsAndWorksThemOffAfterwards() {
        var id = UUID.randomUUID().toString().substring(0, 8);
        var commit = UnityRepository.create(outside.gitRoot(), "studio/paused-" + id)
                .withPackage("A", "com.studio.w" + id, "1.0.0", Map.of()).commit("Add");
        operator().body("{\"reason\":\"the registry moves\"}").put("/api/pause").then().statusCode(200)
                .body("paused", equalTo(true)).body("by", equalTo("oscar")).body("since", notNullValue());
        var request = RequestBuilder.of("studio/paused-" + id, 1, commit).build();
        pipeline.send(request);

        await().untilAsserted(() -> assertThat(transactions.inNew(() -> Sql.query(transactions, "look", row -> row.getString(1),
                "select code from inbox_entry where run_id = ? and state = 'open'", request.run().value())))
                .containsExactly("PUBLISHING_PAUSED"));
        assertThat(outside.registry().taken("com.studio.w" + id)).isEmpty();
        given().header("Authorization", "Bearer viewer-token-1234").get("/api/pause").then()
                .body("reason", equalTo("the registry moves"));
        operator().delete("/api/pause").then().statusCode(200).body("paused", equalTo(false));

        assertThat(pipeline.completed(request.run(), 1).state()).isEqualTo(RunState.PUBLISHED);
    }

    @Test
    void tellsOfPauseOnceAndOfItsEnd() {
        var reason = "told " + UUID.randomUUID();
        operator().body("{\"reason\":\"" + reason + "\"}").put("/api/pause").then().statusCode(200);
        operator().body("{\"reason\":\"" + reason + "\"}").put("/api/pause").then().statusCode(200);
        operator().delete("/api/pause").then().statusCode(200);

        assertThat(pipeline.told(AlarmRaised.class, alarm -> alarm.cause().contains(reason))).hasSize(1);
        assertThat(pipeline.told(AlarmResolved.class, alarm -> alarm.code().equals("PUBLISHING_PAUSED"))).isNotEmpty();
        assertThat(pipeline.told(OperatorActed.class, act -> act.action().equals("publishing.pause"))).isNotEmpty();
    }

    @Test
    void isForOperatorsAndWantsAReason() {
        given().header("Authorization", "Bearer viewer-token-1234").contentType("application/json")
                .body("{\"reason\":\"no\"}").put("/api/pause").then().statusCode(403);
        operator().body("{\"reason\":\" \"}").put("/api/pause").then().statusCode(422);
        operator().body("{}").put("/api/pause").then().statusCode(422);
        given().header("Authorization", "Bearer viewer-token-1234").get("/api/pause").then().body("paused", equalTo(false));
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer operator-token-1234").contentType("application/json");
    }
}
