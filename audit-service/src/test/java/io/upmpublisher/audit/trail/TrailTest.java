package io.upmpublisher.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.github.f4b6a3.uuid.UuidCreator;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.audit.Api;
import io.upmpublisher.audit.AuditTestResource;
import io.upmpublisher.audit.Samples;
import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.EventType;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

@QuarkusTest
@QuarkusTestResource(AuditTestResource.class)
class TrailTest {

    @Inject
    Transactions transactions;

    @Test
    void keepsEveryTypeOfEventOnceHoweverOftenItComes() {
        var samples = Samples.ofNewRun();
        Map<EventType, UUID> told = new HashMap<>();
        for (var type : EventType.values()) {
            var event = samples.of(type);
            var envelope = EventEnvelope.of(event, "publisher", Instant.now(), Optional.empty(), Optional.empty());
            told.put(type, envelope.id());
            for (var time = 0; time < 5; time++) {
                Api.send(type.eventName(), EventCodec.write(envelope, event));
            }
        }

        told.forEach((type, id) -> {
            awaitRecord(id);
            Api.as("viewer").get("/api/audit/records/" + id).then().statusCode(200)
                    .body("id", equalTo(id.toString()), "type", equalTo(type.eventName()));
            assertThat(rows(id)).isEqualTo(1);
        });
        await().untilAsserted(() -> assertThat(openEntries()).isZero());
        told.values().forEach(id -> assertThat(rows(id)).isEqualTo(1));
    }

    @Test
    void keepsTypesThatItDoesNotKnow() {
        var id = UuidCreator.getTimeOrderedEpoch();
        Api.send("weather.changed.v7", """
                {"specversion":"1.0","id":"%s","type":"io.upmpublisher.weather.changed.v7","source":"/sky","time":"%s",
                 "subject":"studio/core","data":{"outcome":"rain","author":"ada <ada@example.com>","much":1.50,
                 "huge":1e99999,"packages":[{"name":"com.acme.core","secret":"no"}]}}
                """.formatted(id, Instant.now()));

        awaitRecord(id);
        var answer = Api.as("viewer").get("/api/audit/records/" + id).then()
                .body("type", equalTo("weather.changed.v7"), "repository", equalTo("studio/core"), "outcome", equalTo("rain"),
                        "actor", equalTo("ada <…@…>"), "packages[0].name", equalTo("com.acme.core"),
                        "packages[0].secret", nullValue())
                .extract().asString();
        assertThat(answer).contains("\"much\":1.50");
    }

    @Test
    void keepsWhatItIsAskedForMost() {
        var samples = Samples.ofNewRun();
        var id = Api.tell(samples.of(EventType.PUBLISH_COMPLETED));

        awaitRecord(id);
        Api.as("viewer").get("/api/audit/records/" + id).then().body("run", equalTo(samples.run().toString()), "repository",
                equalTo(samples.repository().toString()), "actor", equalTo("octo"), "outcome", equalTo("published"), "trigger",
                equalTo("push"), "branch", equalTo("main"), "registry", equalTo("default"), "delivery", equalTo("72d3162e"),
                "commit", equalTo("9f2c41d07be5a8361c94e0f7d25b6a83c1e4f790"), "packages[0].name", equalTo("com.acme.core"),
                "packages[0].oldVersion", equalTo("1.2.10"), "packages[0].version", equalTo("1.2.11"), "packages[0].outcome",
                equalTo("published"), "data.counts.published", equalTo(1));
    }

    @Test
    void keepsEventsThatComeLateUnderTheirOwnDay() {
        var time = Instant.now().minus(Duration.ofDays(40)).truncatedTo(ChronoUnit.SECONDS);
        var samples = Samples.ofNewRun();

        var late = Api.tell(samples.of(EventType.ALARM_RESOLVED), time);
        var lastNanosecond = Api.tell(samples.of(EventType.ALARM_RAISED),
                time.minus(Duration.ofDays(30)).truncatedTo(ChronoUnit.DAYS).minusNanos(1));

        awaitRecord(late);
        awaitRecord(lastNanosecond);
        Api.as("viewer").get("/api/audit/records/" + late).then().body("time", equalTo(time.toString()));
    }

    @Test
    void keepsEventsOfAClockThatIsYearsOffUnderToday() {
        var id = Api.tell(Samples.ofNewRun().of(EventType.ALARM_RESOLVED), Instant.parse("1970-01-01T00:00:00Z"));

        awaitRecord(id);
        var time = Instant.parse(Api.as("viewer").get("/api/audit/records/" + id).then().extract().path("time"));
        assertThat(time).isAfter(Instant.now().minus(Duration.ofMinutes(5)));
    }

    @Test
    void makesADeadLetterOfBytesThatAreNoEvent() {
        Api.send("alarm.raised", "no event, but " + UUID.randomUUID());

        await().untilAsserted(() -> Api.as("viewer").get("/api/dead-letters?service=audit&code=EVENT_UNREADABLE").then()
                .statusCode(200).body("items.state", hasItem("parked")));
    }

    @Test
    void keepsBytesThatNobodyCouldReadOutOfTheRecord() {
        var id = Api.tell(Samples.bytes("c2VjcmV0"));

        awaitRecord(id);
        Api.as("admin").get("/api/audit/records/" + id).then().body("data.bytes", nullValue(), "data.code",
                equalTo("EVENT_UNREADABLE"));
    }

    private static void awaitRecord(UUID id) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> Api.as("viewer").get("/api/audit/records/" + id).then().statusCode(200));
    }

    private long rows(UUID id) {
        return transactions.inNew(() -> Sql.query(transactions, "count", row -> row.getLong(1),
                "select count(*) from audit_trail where id = ?", id).getFirst());
    }

    private long openEntries() {
        return transactions.inNew(() -> Sql.query(transactions, "count", row -> row.getLong(1),
                "select count(*) from inbox_entry where state = 'open'").getFirst());
    }
}
