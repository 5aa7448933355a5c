package io.upmpublisher.ingress.repository;

import static io.upmpublisher.ingress.Api.as;
import static io.upmpublisher.ingress.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.RepositoryChanged;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.Publisher;
import io.upmpublisher.ingress.Told;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class RepositoryProbedTest {

    private static final String NOT_FOUND = "REPOSITORY_NOT_FOUND";

    @Inject
    Publisher publisher;

    @Inject
    Told told;

    private final String repository = "studio/probed-" + UUID.randomUUID();

    @Test
    void makesAPendingRepositoryActiveOnceItWasRead() {
        register(repository, "pending");
        as("operator").body("{\"mode\":\"plan\"}").put("/api/repositories/" + repository).then().body("version", equalTo(2));
        show().body("reality.probe", nullValue());

        publisher.read(repository, publisher.settingsOf(repository));

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> show().body("status", equalTo("active")));
        show().body("mode", equalTo("plan")).body("version", equalTo(3)).body("changedBy", equalTo("upm-probe"))
                .body("reality.probe.readable", equalTo(true)).body("reality.probe.plan.publish", equalTo(1))
                .body("reality.probe.plan.packages.name", contains("com.studio.core"))
                .body("reality.probe.plan.packages.decision", contains("publish"))
                .body("reality.probe.branches.name", contains("main"));
        var changes = told.of(EventType.REPOSITORY_CHANGED, RepositoryChanged.class, repository);
        assertThat(changes.getLast().settings().mode()).isEqualTo(RepositoryMode.PLAN);
        assertThat(changes.getLast().by()).hasToString("upm-probe");
    }

    @Test
    void leavesItPendingWhereItCouldNotBeReadAndSaysWhy() {
        register(repository, "pending");
        for (var time = 0; time < 3; time++) {
            publisher.failed(repository, publisher.settingsOf(repository), NOT_FOUND);
        }

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> show().body("reality.flags.code", hasItem(NOT_FOUND)));
        show().body("status", equalTo("pending")).body("reality.probe.readable", equalTo(false))
                .body("reality.probe.fault.remedy", equalTo("Check the name."));
        assertThat(raised()).isEmpty();
    }

    @Test
    void takesNoLookAtOtherSettingsForOneAtThese() {
        register(repository, "pending");
        var before = publisher.settingsOf(repository);
        as("operator").body("{\"branches\":[\"release\"]}").put("/api/repositories/" + repository).then().statusCode(200);

        publisher.read(repository, before);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> show().body("reality.probe.version", equalTo(1)));
        show().body("status", equalTo("pending"));
    }

    @Test
    void alarmsOnceOfAnActiveRepositoryThatCannotBeReadAndOnceThatItCan() {
        register(repository, "active");
        publisher.failed(repository, publisher.settingsOf(repository), NOT_FOUND);
        awaitProbe(1);
        assertThat(raised()).isEmpty();
        show().body("status", equalTo("active"));

        for (var time = 2; time < 5; time++) {
            publisher.failed(repository, publisher.settingsOf(repository), NOT_FOUND);
            awaitProbe(time);
        }
        assertThat(raised()).containsExactly(NOT_FOUND);

        publisher.read(repository, publisher.settingsOf(repository));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(resolved()).containsExactly(NOT_FOUND));
        show().body("reality.flags.code", not(hasItem(NOT_FOUND)));
    }

    @Test
    void endsAnAlarmWithTheRegistration() {
        register(repository, "active");
        for (var time = 1; time < 3; time++) {
            publisher.failed(repository, publisher.settingsOf(repository), NOT_FOUND);
            awaitProbe(time);
        }
        assertThat(raised()).containsExactly(NOT_FOUND);

        as("operator").body("{\"status\":\"disabled\"}").put("/api/repositories/" + repository).then().statusCode(200);
        assertThat(resolved()).containsExactly(NOT_FOUND);
        as("operator").body("{\"status\":\"active\"}").put("/api/repositories/" + repository).then().statusCode(200);
        as("admin").delete("/api/repositories/" + repository).then().statusCode(204);
        assertThat(resolved()).containsExactly(NOT_FOUND, NOT_FOUND);
        register(repository, "active");
        show().body("reality.flags.code", not(hasItem(NOT_FOUND)));
    }

    @Test
    void tellsARegistrationFromTheOneBeforeThoughBothHaveTheSameVersion() {
        register(repository, "pending");
        var before = publisher.settingsOf(repository);
        as("admin").delete("/api/repositories/" + repository).then().statusCode(204);
        register(repository, "pending");
        var now = publisher.settingsOf(repository);
        assertThat(now.version()).isEqualTo(before.version());
        assertThat(now.compareAge(before)).hasValue(1);
        assertThat(told.of(EventType.REPOSITORY_CHANGED, RepositoryChanged.class, repository))
                .extracting(RepositoryChanged::settings).containsExactly(before, before, now);

        publisher.read(repository, before);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> show().body("reality.probe.readable", equalTo(true)));
        show().body("status", equalTo("pending"));
        publisher.read(repository, now);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> show().body("status", equalTo("active")));
    }

    @Test
    void importsAFileThatStillSaysPendingWithoutHavingItReadAgain() {
        var file = "{\"repositories\":[{\"url\":\"https://github.com/" + repository + "\",\"status\":\"pending-dispatcher\"}]}";
        as("operator").body(file).put("/api/repositories.json").then().statusCode(200).body("added.size()", equalTo(1));
        publisher.read(repository, publisher.settingsOf(repository));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> show().body("status", equalTo("active")));

        as("operator").body(file).put("/api/repositories.json").then().body("changed", empty()).body("unchanged", equalTo(1));
        show().body("status", equalTo("active"));
        as("operator").body("{\"status\":\"skip\"}").put("/api/repositories/" + repository).then().statusCode(200);
        as("operator").body("{\"status\":\"active\"}").put("/api/repositories/" + repository).then().statusCode(200);
        as("operator").body(file).put("/api/repositories.json").then().body("changed.repository", contains(repository));
    }

    @Test
    void servesTheSchemaOfTheFile() {
        as("viewer").accept("application/schema+json").get("/api/repositories.json/schema").then().statusCode(200)
                .body("$schema", equalTo("https://json-schema.org/draft/2020-12/schema"));
    }

    private ValidatableResponse show() {
        return as("viewer").get("/api/repositories/" + repository).then().statusCode(200);
    }

    private void awaitProbe(int times) {
        // Told one after the other, so that none overtakes another and is passed over.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                told.count("select (flag ->> 'times')::int from repository_reality, jsonb_array_elements(flags) flag "
                        + "where repository_key = ? and flag ->> 'code' = '" + NOT_FOUND + "'", repository))
                .isEqualTo(times));
    }

    // GitHub, which is asked at any time after the registration, knows nothing of these repositories.
    private List<String> raised() {
        return told.of(EventType.ALARM_RAISED, AlarmRaised.class, repository).stream().map(AlarmRaised::code)
                .filter(NOT_FOUND::equals).toList();
    }

    private List<String> resolved() {
        return told.of(EventType.ALARM_RESOLVED, AlarmResolved.class, repository).stream().map(AlarmResolved::code)
                .filter(NOT_FOUND::equals).toList();
    }
}
