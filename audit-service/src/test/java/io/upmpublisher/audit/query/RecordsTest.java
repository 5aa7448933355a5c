package io.upmpublisher.audit.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.audit.Api;
import io.upmpublisher.audit.AuditTestResource;
import io.upmpublisher.audit.Samples;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.PipelineEvent;
import io.upmpublisher.events.RunState;

@QuarkusTest
@QuarkusTestResource(AuditTestResource.class)
class RecordsTest {

    private final Samples samples = Samples.ofNewRun();
    private final String repository = samples.repository().toString();

    @Test
    void findsByRepositoryInAnyCase() {
        var id = tellAndAwait(samples.of(EventType.REPOSITORY_CHANGED));

        assertThat(find("repository=" + repository.toUpperCase())).containsExactly(id);
    }

    @Test
    void findsByPackageAndVersionOfTheSamePackage() {
        var id = tellAndAwait(samples.completed(RunState.PUBLISHED, samples.published("com.acme.one", "1.0.0", "1.1.0"),
                samples.published("com.acme.two", "2.0.0", "2.1.0")));

        assertThat(find("repository=" + repository + "&package=com.acme.one")).containsExactly(id);
        assertThat(find("repository=" + repository + "&version=2.1.0")).containsExactly(id);
        assertThat(find("repository=" + repository + "&package=com.acme.one&version=1.1.0")).containsExactly(id);
        assertThat(find("repository=" + repository + "&package=com.acme.one&version=2.1.0")).isEmpty();
    }

    @Test
    void findsByOutcomeOfTheEventAndOfItsPackages() {
        var partly = tellAndAwait(samples.completed(RunState.PARTLY, samples.published("com.acme.one", "1.0.0", "1.1.0"),
                samples.failed("com.acme.two", "2.0.0")));
        var ignored = tellAndAwait(samples.of(EventType.DELIVERY_IGNORED));

        assertThat(find("repository=" + repository + "&outcome=partly")).containsExactly(partly);
        assertThat(find("repository=" + repository + "&outcome=failed")).containsExactly(partly);
        assertThat(find("repository=" + repository + "&outcome=ignored")).containsExactly(ignored);
        assertThat(find("repository=" + repository + "&package=com.acme.one&outcome=failed")).isEmpty();
    }

    @Test
    void findsByTypeActorRunAndTime() {
        var before = Instant.now().minus(Duration.ofHours(2));
        var early = Api.tell(samples.of(EventType.PUBLISH_REQUESTED), before);
        awaitRecord(early);
        var changed = tellAndAwait(samples.of(EventType.REPOSITORY_CHANGED));
        var split = before.plus(Duration.ofHours(1));

        assertThat(find("repository=" + repository + "&type=repository.changed")).containsExactly(changed);
        assertThat(find("repository=" + repository + "&actor=octo")).containsExactly(changed, early);
        assertThat(find("run=" + samples.run())).containsExactly(early);
        assertThat(find("repository=" + repository + "&from=" + split)).containsExactly(changed);
        assertThat(find("repository=" + repository + "&to=" + split)).containsExactly(early);
        assertThat(find("repository=" + repository + "&actor=nobody")).isEmpty();
    }

    @Test
    void pagesStayTheSameWhileRecordsComeIn() {
        var told = new ArrayList<UUID>();
        for (var number = 0; number < 7; number++) {
            told.add(Api.tell(samples.of(EventType.REPOSITORY_CHANGED), Instant.now().minusSeconds(60 - number)));
        }
        told.forEach(RecordsTest::awaitRecord);
        var first = Api.as("viewer").get("/api/audit/records?limit=3&repository=" + repository).then().statusCode(200)
                .body("items", hasSize(3)).extract();
        tellAndAwait(samples.of(EventType.REPOSITORY_CHANGED));

        var seen = new ArrayList<String>(first.<List<String>> path("items.id"));
        String cursor = first.path("nextCursor");
        while (cursor != null) {
            var page = Api.as("viewer").queryParam("cursor", cursor).get("/api/audit/records?limit=3&repository=" + repository)
                    .then().statusCode(200).extract();
            seen.addAll(page.<List<String>> path("items.id"));
            cursor = page.path("nextCursor");
        }

        assertThat(seen).containsExactlyElementsOf(told.reversed().stream().map(UUID::toString).toList());
    }

    @ParameterizedTest
    @CsvSource({ "repository,no-slash", "package,UPPER CASE", "run,1-1-1-1-1", "from,yesterday", "to,+300000-01-01T00:00:00Z",
            "limit,201", "outcome,a\u0007b" })
    void namesTheParameterThatIsWrong(String parameter, String value) {
        Api.as("viewer").queryParam(parameter, value).get("/api/audit/records").then().statusCode(422)
                .body("type", equalTo("/problems/invalid-field"), "errors.pointer", contains("/" + parameter));
    }

    @Test
    void namesAllParametersThatAreWrongAtOnce() {
        Api.as("viewer").get("/api/audit/export?run=x&from=2026-03-02&to=2026-03-01").then().statusCode(422)
                .body("errors.pointer", contains("/to", "/run"));
    }

    @Test
    void answersUnknownRecordsWithAProblem() {
        Api.as("viewer").get("/api/audit/records/" + UUID.randomUUID()).then().statusCode(404).body("type",
                equalTo("/problems/record-unknown"));
    }

    @Test
    void leavesLongDataOutOfListsOnly() {
        var id = UUID.randomUUID();
        Api.send("novel.written", """
                {"specversion":"1.0","id":"%s","type":"io.upmpublisher.novel.written.v1","source":"/poet","time":"%s",
                 "subject":"%s","data":{"text":"%s"}}
                """.formatted(id, Instant.now(), repository, "x".repeat(70_000)));
        awaitRecord(id);

        Api.as("viewer").get("/api/audit/records?repository=" + repository).then().body("items[0].data", equalTo(null),
                "items[0].dataSize", equalTo(70_011));
        Api.as("viewer").get("/api/audit/records/" + id).then().body("data.text", equalTo("x".repeat(70_000)));
    }

    @Test
    void letsNobodyReadWithoutARole() {
        given().get("/api/audit/records").then().statusCode(401);
        Api.as("requester").get("/api/audit/records").then().statusCode(403);
        Api.as("requester").get("/api/audit/export").then().statusCode(403);
        Api.as("requester").get("/api/audit/runs/" + samples.run()).then().statusCode(403);
    }

    @Test
    void tellsTheStoryOfARun() {
        var start = Instant.now().minusSeconds(60);
        Api.tell(samples.of(EventType.PUBLISH_REQUESTED), start);
        Api.tell(samples.of(EventType.PUBLISH_COMPLETED), start.plusMillis(4_200));
        Api.tell(samples.of(EventType.CHANGELOG_COMPLETED), start.plusMillis(6_000));
        Api.tell(samples.deadLetter("CHAT_AWAY"), start.plusMillis(7_000));
        var last = Api.tell(samples.of(EventType.NOTIFICATION_COMPLETED), start.plusMillis(8_000));
        await().untilAsserted(() -> Api.as("viewer").get("/api/audit/runs/" + samples.run()).then().statusCode(200)
                .body("steps", hasSize(5)));

        Api.as("viewer").get("/api/audit/runs/" + samples.run()).then()
                .body("run", equalTo(samples.run().toString()), "repository", equalTo(repository), "state",
                        equalTo("published"), "durationMillis", equalTo(8_000), "truncated", equalTo(false))
                .body("steps.type", contains("publish.requested", "publish.completed", "changelog.completed",
                        "dead-letter.raised", "notification.completed"))
                .body("steps.afterMillis", contains(0, 4_200, 1_800, 1_000, 1_000))
                .body("steps[0].summary", equalTo("Request 42 of the repository accepted (push by octo): 9f2c41d07b on main"))
                .body("steps[1].summary", equalTo("published com.acme.core 1.2.10 → 1.2.11"))
                .body("steps[2].summary", containsString("committed as 1b7de0a94c"))
                .body("steps[3].summary", containsString("CHAT_AWAY"))
                .body("steps[4].summary", equalTo("Announced on discord"), "steps[4].id", equalTo(last.toString()));
    }

    @Test
    void answersRunsWithoutRecordsWithAProblem() {
        Api.as("viewer").get("/api/audit/runs/" + samples.run()).then().statusCode(404).body("type",
                equalTo("/problems/run-unknown"));
    }

    @Test
    void exportsWhatFitsLineByLine() {
        var changed = tellAndAwait(samples.of(EventType.REPOSITORY_CHANGED));
        tellAndAwait(Samples.ofNewRun().of(EventType.REPOSITORY_CHANGED));

        var lines = Api.as("viewer").get("/api/audit/export?repository=" + repository).then().statusCode(200)
                .contentType("application/x-ndjson").extract().asString().lines().toList();

        assertThat(lines).singleElement().asString().contains("\"id\":\"" + changed + "\"").endsWith("}");
    }

    private static UUID tellAndAwait(PipelineEvent event) {
        var id = Api.tell(event);
        awaitRecord(id);
        return id;
    }

    private static void awaitRecord(UUID id) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> Api.as("viewer").get("/api/audit/records/" + id).then().statusCode(200));
    }

    private static List<UUID> find(String query) {
        var ids = Api.as("viewer").get("/api/audit/records?" + query).then().statusCode(200).extract()
                .<List<String>> path("items.id");
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        return ids.stream().map(UUID::fromString).toList();
    }
}
