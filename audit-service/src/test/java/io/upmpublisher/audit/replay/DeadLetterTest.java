package io.upmpublisher.audit.replay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.upmpublisher.audit.Api;
import io.upmpublisher.audit.AuditTestResource;
import io.upmpublisher.audit.Samples;
import io.upmpublisher.events.DeadLetterRaised;
import io.upmpublisher.events.DeadLetterReplayed;
import io.upmpublisher.events.DeadLetterReplayed.Outcome;
import io.upmpublisher.events.UserName;

@QuarkusTest
@QuarkusTestResource(AuditTestResource.class)
class DeadLetterTest {

    private final Samples samples = Samples.ofNewRun();
    private final String code = "CODE_" + UUID.randomUUID();

    @Test
    void showsWhatAServiceGaveUpOn() {
        var letter = park(samples.deadLetter(code));

        show(letter).body("service", equalTo("changelog"), "type", equalTo("publish.completed"), "run",
                equalTo(samples.run().toString()), "code", equalTo(code), "attempts", equalTo(8), "state", equalTo("parked"),
                "eventId", equalTo(letter.event().toString()), "event.id", equalTo(letter.event().toString()), "about",
                equalTo(samples.repository().toString()), "history", empty(), "replay", nullValue())
                .body("links.run", containsString("/api/audit/runs/" + samples.run()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "service=changelog", "type=publish.completed", "state=parked", "run=RUN",
            "repository=REPOSITORY" })
    void findsThemByEachFilter(String filter) {
        var letter = park(samples.deadLetter(code));
        park(Samples.ofNewRun().deadLetter("OTHER_" + code));
        var query = filter.replace("RUN", samples.run().toString()).replace("REPOSITORY",
                samples.repository().toString().toUpperCase());

        Api.as("viewer").get("/api/dead-letters?code=" + code + "&" + query).then().statusCode(200).body("items.id",
                contains(letter.deadLetter().toString()));
    }

    @ParameterizedTest
    @CsvSource({ "service,notifier", "type,publish.requested", "state,discarded", "run,0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b",
            "repository,acme/other" })
    void passesOverWhatDoesNotFitAFilter(String filter, String value) {
        park(samples.deadLetter(code));

        Api.as("viewer").queryParam(filter, value).get("/api/dead-letters?code=" + code).then().body("items", empty());
    }

    @Test
    void pagesAndGroupsThem() {
        for (var number = 0; number < 5; number++) {
            park(samples.deadLetter(code));
        }

        var first = Api.as("viewer").get("/api/dead-letters?limit=3&code=" + code).then().body("items", hasSize(3)).extract();
        Api.as("viewer").queryParam("cursor", first.<String> path("nextCursor")).get("/api/dead-letters?limit=3&code=" + code)
                .then().body("items", hasSize(2), "nextCursor", nullValue());
        Api.as("viewer").get("/api/dead-letters/groups?code=" + code).then().body("groups", hasSize(1), "groups[0].count",
                equalTo(5), "groups[0].code", equalTo(code), "groups[0].service", equalTo("changelog"));
    }

    @Test
    void asksTheOwnerForAReplayAndTellsWhoAsked() {
        var letter = park(samples.deadLetter(code));

        replay(letter).statusCode(202).body("replay.by", equalTo("olaf"), "state", equalTo("parked"));

        awaitRecord("type=replay.requested&run=" + samples.run(), 1);
        Api.as("viewer").get("/api/audit/records?type=replay.requested&run=" + samples.run()).then().body("items[0].actor",
                equalTo("olaf"), "items[0].data.deadLetter", equalTo(letter.deadLetter().toString()), "items[0].data.event",
                equalTo(letter.event().toString()), "items[0].data.service", equalTo("changelog"));
        await().untilAsserted(() -> acted(letter).body(
                "items.findAll { it.data.on == '" + letter.deadLetter() + "' }.outcome", contains("done")));
    }

    @Test
    void saysThatAReplayRunsUntilItsOwnerHasAnswered() {
        var letter = park(samples.deadLetter(code));
        replay(letter).statusCode(202);

        replay(letter).statusCode(409).body("type", equalTo("/problems/replay-running"), "detail", containsString("olaf"));
        discard(letter, "enough").statusCode(409).body("type", equalTo("/problems/replay-running"));
        awaitRecord("type=replay.requested&run=" + samples.run(), 1);

        answer(letter, Outcome.REOPENED);
        await().untilAsserted(() -> show(letter).body("state", equalTo("replayed"), "replay.outcome", equalTo("reopened")));
        replay(letter).statusCode(202).body("replay.times", equalTo(2));
        answer(letter, Outcome.DONE);
        await().untilAsserted(() -> show(letter).body("state", equalTo("replayed"), "replay.outcome", equalTo("done")));
        discard(letter, "enough").statusCode(409).body("type", equalTo("/problems/dead-letter-replayed"));
        await().untilAsserted(() -> acted(letter).body(
                "items.findAll { it.data.on == '" + letter.deadLetter() + "' && it.outcome == 'refused' }.data.refusal",
                hasItem("replay-running")));
    }

    @Test
    void leavesWhatItsOwnerDoesNotKnowParked() {
        var letter = park(samples.deadLetter(code));
        replay(letter).statusCode(202);

        answer(letter, Outcome.UNKNOWN);

        await().untilAsserted(() -> show(letter).body("state", equalTo("parked"), "replay.outcome", equalTo("unknown")));
        discard(letter, "its owner does not know it").statusCode(200).body("state", equalTo("discarded"));
    }

    @Test
    void linksTheDeadLettersOfOneEvent() {
        var first = park(samples.deadLetter(code));
        replay(first).statusCode(202);
        answer(first, Outcome.REOPENED);
        await().untilAsserted(() -> show(first).body("state", equalTo("replayed")));

        var second = park(samples.deadLetter(code, first.event()));

        show(second).body("state", equalTo("parked"), "history.id", contains(first.deadLetter().toString()),
                "history[0].state", equalTo("replayed"));
        show(first).body("history.id", contains(second.deadLetter().toString()));
    }

    @Test
    void parksOneDeadLetterOnceHoweverOftenItComes() {
        var letter = samples.deadLetter(code);
        park(letter);
        replay(letter).statusCode(202);
        Api.tell(letter);
        awaitRecord("type=dead-letter.raised&run=" + samples.run(), 2);

        Api.as("viewer").get("/api/dead-letters?code=" + code).then().body("items", hasSize(1));
        replay(letter).statusCode(409);
    }

    @Test
    void discardsWithAReasonForGood() {
        var letter = park(samples.deadLetter(code));

        discard(letter, "The repository is gone.").statusCode(200).body("state", equalTo("discarded"), "discard.by",
                equalTo("olaf"), "discard.reason", equalTo("The repository is gone."));

        replay(letter).statusCode(409).body("type", equalTo("/problems/dead-letter-discarded"));
        discard(letter, "again").statusCode(409).body("type", equalTo("/problems/dead-letter-discarded"));
        awaitRecord("type=dead-letter.discarded&run=" + samples.run(), 1);
    }

    @Test
    void wantsAReasonForADiscard() {
        var letter = park(samples.deadLetter(code));

        discard(letter, " ").statusCode(422).body("errors.pointer", contains("/reason"));
        Api.as("operator").body("{}").post("/api/dead-letters/" + letter.deadLetter() + "/discard").then().statusCode(422)
                .body("errors.pointer", contains("/reason"));
        show(letter).body("state", equalTo("parked"));
    }

    @Test
    void showsBytesToAdminsOnlyAndReplaysNone() {
        var letter = park(Samples.bytes("bm8gZXZlbnQ="));

        Api.as("operator").get("/api/dead-letters/" + letter.deadLetter()).then().body("bytes", nullValue(), "bytesSize",
                equalTo(8), "type", nullValue());
        Api.as("admin").get("/api/dead-letters/" + letter.deadLetter()).then().body("bytes", equalTo("bm8gZXZlbnQ="));
        replay(letter).statusCode(409).body("type", equalTo("/problems/dead-letter-unreadable"));
    }

    @Test
    void parksReportsThatItDoesNotUnderstand() {
        var id = UUID.randomUUID();
        Api.send("dead-letter.raised", """
                {"specversion":"1.0","id":"%s","type":"io.upmpublisher.dead-letter.raised.v1","source":"/changelog","time":"%s",
                 "subject":"studio/core","data":{"odd":true}}
                """.formatted(id, Instant.now()));

        await().untilAsserted(() -> Api.as("viewer").get("/api/dead-letters/" + id).then().statusCode(200).body("code",
                equalTo("DEAD_LETTER_UNREADABLE"), "service", equalTo("changelog"), "event.data.odd", equalTo(true)));
    }

    @Test
    void replaysWhatFitsAfterAPreview() {
        var letters = IntStream.range(0, 12).mapToObj(number -> park(samples.deadLetter(code))).toList();
        discard(letters.getFirst(), "not this one").statusCode(200);
        replay(letters.get(1)).statusCode(202);
        var body = "{\"code\":\"%s\",\"service\":\"changelog\",\"dryRun\":%s}";

        Api.as("operator").body(body.formatted(code, true)).post("/api/dead-letters/replay").then().statusCode(200)
                .body("dryRun", equalTo(true), "parked", equalTo(11), "count", equalTo(10), "sample", hasSize(10));
        Api.as("viewer").get("/api/audit/records?type=replay.requested&run=" + samples.run()).then().statusCode(200);
        show(letters.get(2)).body("replay", nullValue());

        Api.as("operator").body(body.formatted(code, false)).post("/api/dead-letters/replay").then().statusCode(202)
                .body("dryRun", equalTo(false), "count", equalTo(10));
        awaitRecord("type=replay.requested&run=" + samples.run(), 11);
        Api.as("operator").body(body.formatted(code, false)).post("/api/dead-letters/replay").then().statusCode(202)
                .body("count", equalTo(0));
        await().untilAsserted(() -> Api.as("viewer").get("/api/audit/records?type=operator.acted&limit=200").then().body(
                "items.data.on", hasItem("dead letters with service=changelog code=" + code)));
    }

    @Test
    void refusesFiltersThatMakeNoSense() {
        Api.as("operator").body("{\"run\":\"x\",\"code\":\"\"}").post("/api/dead-letters/replay").then().statusCode(422)
                .body("errors.pointer", contains("/code", "/run"));
        Api.as("operator").body("{\"codes\":\"X\"}").post("/api/dead-letters/replay").then().statusCode(400).body("type",
                equalTo("/problems/unknown-field"));
        Api.as("viewer").get("/api/dead-letters?state=lost").then().statusCode(422).body("errors.pointer", contains("/state"));
    }

    @Test
    void letsOnlyOperatorsAct() {
        var letter = park(samples.deadLetter(code));
        var path = "/api/dead-letters/" + letter.deadLetter();

        Api.as("viewer").post(path + "/replay").then().statusCode(403);
        Api.as("viewer").body("{\"reason\":\"x\"}").post(path + "/discard").then().statusCode(403);
        Api.as("viewer").body("{\"dryRun\":true}").post("/api/dead-letters/replay").then().statusCode(403);
        Api.as("requester").get("/api/dead-letters").then().statusCode(403);
        given().get(path).then().statusCode(401);
        show(letter).body("state", equalTo("parked"));
    }

    @Test
    void answersUnknownOnesWithAProblem() {
        var path = "/api/dead-letters/" + UUID.randomUUID();

        Api.as("viewer").get(path).then().statusCode(404).body("type", equalTo("/problems/dead-letter-unknown"));
        Api.as("operator").post(path + "/replay").then().statusCode(404).body("type",
                equalTo("/problems/dead-letter-unknown"));
    }

    private DeadLetterRaised park(DeadLetterRaised letter) {
        Api.tell(letter);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> show(letter).statusCode(200));
        return letter;
    }

    private static ValidatableResponse show(DeadLetterRaised letter) {
        return Api.as("viewer").get("/api/dead-letters/" + letter.deadLetter()).then();
    }

    private static ValidatableResponse replay(DeadLetterRaised letter) {
        return Api.as("operator").post("/api/dead-letters/" + letter.deadLetter() + "/replay").then();
    }

    private static ValidatableResponse discard(DeadLetterRaised letter, String reason) {
        return Api.as("operator").body("{\"reason\":\"" + reason + "\"}")
                .post("/api/dead-letters/" + letter.deadLetter() + "/discard").then();
    }

    private void answer(DeadLetterRaised letter, Outcome outcome) {
        Api.tell(new DeadLetterReplayed(letter.deadLetter(), letter.service(), letter.event(), Optional.of(samples.run()),
                UserName.of("olaf"), outcome));
    }

    private static ValidatableResponse acted(DeadLetterRaised letter) {
        return Api.as("viewer").get("/api/audit/records?type=operator.acted&limit=200").then().statusCode(200);
    }

    private static void awaitRecord(String query, int count) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(Api.as("viewer")
                .get("/api/audit/records?limit=200&" + query).then().extract().<List<?>> path("items")).hasSize(count));
    }
}
