package io.upmpublisher.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.audit.Api;
import io.upmpublisher.audit.AuditTestResource;
import io.upmpublisher.audit.Samples;
import io.upmpublisher.audit.SettableClock;
import io.upmpublisher.audit.trail.OtherReplica;
import io.upmpublisher.audit.trail.Partitions;
import io.upmpublisher.events.EventType;
import io.upmpublisher.messaging.MessagingException;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.StoreLimit;
import io.upmpublisher.messaging.Transactions;

@QuarkusTest
@QuarkusTestResource(AuditTestResource.class)
class RetentionTest {

    private static final Duration EXPIRED = Duration.ofDays(120);

    @Inject
    @Any
    Instance<StoreLimit> limits;
    @Inject
    Upkeep upkeep;
    @Inject
    Retention retention;
    @Inject
    Partitions partitions;
    @Inject
    DaysAlarm alarm;
    @Inject
    Transactions transactions;
    @Inject
    SettableClock clock;

    private final Samples samples = Samples.ofNewRun();

    @AfterEach
    void setClock() {
        clock.setAhead(Duration.ZERO);
    }

    @Test
    void makesDaysForTwoWeeks() {
        clock.setAhead(Duration.ofDays(30));

        upkeep.run();

        var today = Partitions.dayOf(clock.instant());
        assertThat(partitions.daysInNewTransaction()).contains(today, today.plusDays(1), today.plusDays(14))
                .doesNotContain(today.plusDays(15));
    }

    @Test
    void makesADayOnceHoweverManyReplicasWantIt() throws Exception {
        var day = Partitions.dayOf(Instant.now()).minusDays(60);
        var other = new OtherReplica(transactions, clock);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attempts = IntStream.range(0, 6)
                    .mapToObj(number -> threads.submit((Callable<Void>) () -> {
                        (number % 2 == 0 ? partitions : other.partitions()).ensure(day);
                        return null;
                    })).toList();
            for (var attempt : attempts) {
                attempt.get();
            }
        }

        assertThat(partitions.daysInNewTransaction()).contains(day);
    }

    @Test
    void dropsDaysWhoseTimeIsOverAndNoOthers() {
        var old = tellAndAwait(Instant.now().minus(EXPIRED));
        var kept = tellAndAwait(Instant.now().minus(Duration.ofDays(89)));

        retention.dropExpired();

        Api.as("viewer").get("/api/audit/records/" + old).then().statusCode(404);
        Api.as("viewer").get("/api/audit/records/" + kept).then().statusCode(200);
        assertThat(partitions.daysInNewTransaction().first())
                .isAfterOrEqualTo(Partitions.dayOf(Instant.now()).minusDays(90));
    }

    @Test
    void dropsThemAsTimeGoesOn() {
        var id = tellAndAwait(Instant.now());
        clock.setAhead(Duration.ofDays(90));
        retention.dropExpired();
        Api.as("viewer").get("/api/audit/records/" + id).then().statusCode(200);

        clock.setAhead(Duration.ofDays(92));
        retention.dropExpired();

        Api.as("viewer").get("/api/audit/records/" + id).then().statusCode(404);
    }

    @Test
    void holdsTheRunsOfParkedDeadLettersUntilTheyAreSettled() {
        var then = Instant.now().minus(EXPIRED);
        var requested = Api.tell(samples.of(EventType.PUBLISH_REQUESTED), then);
        var letter = samples.deadLetter("HELD_BACK");
        Api.tell(letter, then);
        awaitRecord(requested);
        awaitParked(letter.deadLetter());

        retention.dropExpired();
        keepLimits();

        assertThat(partitions.daysInNewTransaction()).doesNotContain(Partitions.dayOf(then));
        Api.as("viewer").get("/api/audit/records/" + requested).then().statusCode(200);
        Api.as("viewer").get("/api/audit/records?repository=" + samples.repository()).then().body("items", hasSize(2))
                .body("items.id", hasItem(requested.toString()));
        Api.as("viewer").get("/api/audit/runs/" + samples.run()).then().body("steps.type",
                contains("publish.requested", "dead-letter.raised"));

        Api.as("operator").body("{\"reason\":\"too old\"}").post("/api/dead-letters/" + letter.deadLetter() + "/discard").then()
                .statusCode(200);
        keepLimits();

        Api.as("viewer").get("/api/audit/records/" + requested).then().statusCode(404);
    }

    @Test
    void leavesADayWholeWhenItIsStoppedInTheMiddle() {
        var then = Instant.now().minus(EXPIRED).minus(Duration.ofDays(1));
        var requested = Api.tell(samples.of(EventType.PUBLISH_REQUESTED), then);
        var letter = samples.deadLetter("HELD_BACK");
        Api.tell(letter, then);
        awaitRecord(requested);
        awaitParked(letter.deadLetter());
        update("alter table audit_record_held add constraint stop_here check (false) not valid");

        assertThatThrownBy(retention::dropExpired).isInstanceOf(MessagingException.class);
        assertThat(partitions.daysInNewTransaction()).contains(Partitions.dayOf(then));
        Api.as("viewer").get("/api/audit/records/" + requested).then().statusCode(200);

        update("alter table audit_record_held drop constraint stop_here");
        retention.dropExpired();
        assertThat(partitions.daysInNewTransaction()).doesNotContain(Partitions.dayOf(then));
        Api.as("viewer").get("/api/audit/records/" + requested).then().statusCode(200);
    }

    @Test
    void forgetsSettledDeadLettersWithTheRecords() {
        var letter = samples.deadLetter("SETTLED");
        Api.tell(letter);
        awaitParked(letter.deadLetter());
        Api.as("operator").body("{\"reason\":\"done by hand\"}").post("/api/dead-letters/" + letter.deadLetter() + "/discard")
                .then().statusCode(200);

        clock.setAhead(Duration.ofDays(90));
        keepLimits();
        Api.as("viewer").get("/api/dead-letters/" + letter.deadLetter()).then().statusCode(200);

        clock.setAhead(Duration.ofDays(92));
        keepLimits();

        Api.as("viewer").get("/api/dead-letters/" + letter.deadLetter()).then().statusCode(404);
    }

    @Test
    void keepsParkedDeadLettersHoweverOldTheyAre() {
        var letter = samples.deadLetter("PARKED");
        Api.tell(letter);
        awaitParked(letter.deadLetter());

        clock.setAhead(Duration.ofDays(3_000));
        keepLimits();

        Api.as("viewer").get("/api/dead-letters/" + letter.deadLetter()).then().statusCode(200);
    }

    @Test
    void keepsRecordsAgainAfterAClockThatWasAheadDroppedTheirDay() {
        tellAndAwait(Instant.now());
        clock.setAhead(Duration.ofDays(92));
        retention.dropExpired();
        clock.setAhead(Duration.ZERO);

        tellAndAwait(Instant.now());
    }

    @Test
    void raisesAnAlarmOnceAndResolvesItOnce() {
        alarm.raiseIf(true);
        alarm.raiseIf(true);
        alarm.raiseIf(false);
        alarm.raiseIf(false);

        await().untilAsserted(() -> Api.as("viewer").get("/api/audit/records?type=alarm.resolved&limit=200").then()
                .body("items.findAll { it.code == 'AUDIT_DAYS_MISSING' }", hasSize(1)));
        Api.as("viewer").get("/api/audit/records?type=alarm.raised&limit=200").then()
                .body("items.findAll { it.code == 'AUDIT_DAYS_MISSING' }", hasSize(1));
    }

    private UUID tellAndAwait(Instant time) {
        var id = Api.tell(samples.of(EventType.REPOSITORY_CHANGED), time);
        awaitRecord(id);
        return id;
    }

    private static void awaitRecord(UUID id) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> Api.as("viewer").get("/api/audit/records/" + id).then().statusCode(200));
    }

    private static void awaitParked(UUID id) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> Api.as("viewer").get("/api/dead-letters/" + id).then().statusCode(200));
    }

    private void keepLimits() {
        limits.forEach(limit -> transactions.runInNew(() -> limit.remove(1_000)));
    }

    private void update(String sql) {
        transactions.runInNew(() -> Sql.update(transactions, "prepare a test", sql));
    }
}
