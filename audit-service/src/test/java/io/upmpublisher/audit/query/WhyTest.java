package io.upmpublisher.audit.query;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.DeliveryIgnored;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.PackageOutcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PipelineEvent;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.RunState;
import io.upmpublisher.events.SemVersion;

@QuarkusTest
@QuarkusTestResource(AuditTestResource.class)
class WhyTest {

    private static final String COMMIT = "9f2c41d07be5a8361c94e0f7d25b6a83c1e4f790";

    private final Samples samples = Samples.ofNewRun();
    private final Instant start = Instant.now().minusSeconds(60);

    @Test
    void goesFromTheRequestToTheInstallablePackageAndWhatFollowed() {
        tell(samples.of(EventType.PUBLISH_REQUESTED), 0);
        tell(samples.of(EventType.PUBLISH_COMPLETED), 1);
        tell(samples.of(EventType.CHANGELOG_COMPLETED), 2);
        tell(samples.of(EventType.NOTIFICATION_COMPLETED), 3);

        why("commit=" + COMMIT.substring(0, 7)).statusCode(200)
                .body("outcome", equalTo("published"), "commit", equalTo(COMMIT), "truncated", equalTo(false))
                .body("summary", equalTo("Published: com.acme.core 1.2.11."))
                .body("packages.name", contains("com.acme.core"), "packages[0].oldVersion", equalTo("1.2.10"))
                .body("runs", hasSize(1), "runs[0].run", equalTo(samples.run().toString()))
                .body("runs[0].delivery", equalTo("72d3162e"), "runs[0].state", equalTo("published"))
                .body("runs[0].changelogs[0].summary", containsString("1b7de0a94c"))
                .body("runs[0].notifications[0].outcome", equalTo("sent"))
                .body("runs[0].timeline", endsWith("/api/audit/runs/" + samples.run()))
                .body("ignored", empty(), "check", empty());
    }

    @Test
    void namesCauseAndRemedyOfWhatFailedAndWhatWasPublishedBesideIt() {
        tell(samples.of(EventType.PUBLISH_REQUESTED), 0);
        tell(samples.completed(RunState.PARTLY, samples.published("com.acme.one", "1.0.0", "1.1.0"),
                rolledBack("com.acme.two", "2.3.1", "2.4.0")), 1);

        why("commit=" + COMMIT).body("outcome", equalTo("partly")).body("summary", equalTo("Published: com.acme.one 1.1.0."
                + " com.acme.two 2.3.1 was not published (failed, VERSION_ROLLBACK): Version 2.3.1 is below 2.4.0, the highest published one."
                + " Raise the version above the highest published one, or declare its line (as in 1.x) a maintenance line."));
        why("commit=" + COMMIT + "&package=com.acme.two").body("outcome", equalTo("failed"))
                .body("packages.code", contains("VERSION_ROLLBACK"));
        why("commit=" + COMMIT + "&package=com.acme.three").body("packages", empty())
                .body("summary", equalTo("No run of this commit looked at com.acme.three."))
                .body("check", hasItem(containsString("package.json")));
    }

    @Test
    void knowsThePackagesOfARunThatHasTooMuchToTell() {
        tell(samples.of(EventType.PUBLISH_REQUESTED), 0);
        tell(samples.completed(RunState.PARTLY, samples.published("com.acme.one", "1.0.0", "1.1.0"),
                failed("com.acme.two", "x".repeat(1024 * 1024))), 1);

        why("commit=" + COMMIT).body("outcome", equalTo("partly"), "truncated", equalTo(true))
                .body("packages.name", contains("com.acme.one", "com.acme.two"), "runs[0].state", equalTo("partly"))
                .body("packages.outcome", contains("published", "failed"));
    }

    @Test
    void answersByTheStateOfARunOfWhichNothingElseCouldBeRead() {
        tell(samples.of(EventType.PUBLISH_REQUESTED), 0);
        var plain = samples.completed(RunState.FAILED);
        tell(new PublishCompleted(plain.run(), 1, plain.repository(), plain.commit(), plain.before(), plain.branch(),
                plain.trigger(), plain.author(), plain.message(), plain.delivery(), "r".repeat(1024 * 1024), RunState.FAILED,
                plain.counts(), List.of(), Optional.empty(), plain.requestedAt(), plain.startedAt(), plain.finishedAt(),
                Optional.empty(), Optional.empty()), 1);

        why("commit=" + COMMIT).body("outcome", equalTo("failed"), "truncated", equalTo(true), "packages", empty())
                .body("summary", containsString(samples.run() + " ended as failed"));
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 3 })
    void seesTheEndOfARunThatHasMoreRecordsThanAreLookedAt(int othersAt) {
        tell(samples.of(EventType.PUBLISH_REQUESTED), 0);
        for (var i = 0; i < 301; i++) {
            Api.tell(samples.of(EventType.NOTIFICATION_COMPLETED), start.plusSeconds(othersAt));
        }
        tell(samples.of(EventType.PUBLISH_COMPLETED), 2);

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> why("commit=" + COMMIT)
                .body("truncated", equalTo(true), "outcome", equalTo("published"), "runs[0].state", equalTo("published")));
    }

    @Test
    void readsOnlySoMuchOfAllTogetherAndTheNewestFirst() {
        tell(samples.of(EventType.PUBLISH_REQUESTED), 0);
        for (var i = 0; i < 18; i++) {
            tell(samples.completed(RunState.FAILED, failed("com.acme.two", "x".repeat(1000 * 1000))), 1 + i);
        }
        tell(samples.completed(RunState.FAILED, failed("com.acme.two", "Raise it.")), 30);

        why("commit=" + COMMIT).body("outcome", equalTo("failed"), "truncated", equalTo(true))
                .body("packages.remedy", contains("Raise it."));
    }

    @Test
    void saysWhyADeliveryWasIgnoredAndWhatToDo() {
        tell(new DeliveryIgnored("d-1", "push", Optional.of(samples.repository()), Optional.of("refs/heads/main"),
                Optional.of(CommitId.of(COMMIT)), Optional.empty(), "REPOSITORY_NOT_REGISTERED",
                samples.repository() + " is not registered.", Optional.empty()), 0);

        why("commit=" + COMMIT).body("outcome", equalTo("ignored"), "ignored.delivery", contains("d-1"))
                .body("summary", equalTo("Nothing was published: " + samples.repository()
                        + " is not registered. Register the repository as active, then replay the delivery."))
                .body("runs", empty());
    }

    @Test
    void tellsThatItIsStillUnderWayAndWhoGaveUpOnIt() {
        tell(samples.of(EventType.PUBLISH_REQUESTED), 0);
        why("commit=" + COMMIT).body("outcome", equalTo("running"), "runs[0].state", equalTo("queued"))
                .body("summary", endsWith("which has not ended yet.")).body("check", not(empty()));

        tell(samples.deadLetter("GIT_UNREACHABLE"), 1);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> why("commit=" + COMMIT)
                .body("runs[0].deadLetters.code", contains("GIT_UNREACHABLE"))
                .body("runs[0].deadLetters[0].event", nullValue())
                .body("summary", containsString("gave up on it: GIT_UNREACHABLE")));
    }

    @Test
    void saysWhatToLookAtWhereNothingIsOnRecord() {
        tell(samples.of(EventType.REPOSITORY_CHANGED), 0);

        why("commit=abcdef0123").statusCode(200).body("outcome", equalTo("unknown"), "commit", equalTo("abcdef0123"))
                .body("check", hasItem(containsString("Recent Deliveries")))
                .body("check", hasItem(containsString("/api/repositories/" + samples.repository())))
                .body("lately.type", contains("repository.changed"));
    }

    @Test
    void asksForMoreOfAnIdThatSeveralCommitsBeginWith() {
        tell(ignored(COMMIT), 0);
        tell(ignored(COMMIT.substring(0, 39) + "1"), 1);

        why("commit=" + COMMIT.substring(0, 39)).statusCode(422).body("errors.pointer", contains("/commit"));
        why("commit=" + COMMIT).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({ "commit=9f2c41,/commit", "commit=main1234,/commit", "x=1,/commit", "commit=9f2c41d07b&package=A B,/package" })
    void namesTheParameterThatIsWrong(String query, String pointer) {
        why(query).statusCode(422).body("errors.pointer", contains(pointer));
        Api.as("viewer").get("/api/audit/why?commit=" + COMMIT).then().statusCode(422).body("errors.pointer",
                contains("/repository"));
    }

    @Test
    void letsNobodyAskWithoutARole() {
        Api.as("requester").get("/api/audit/why?repository=a/b&commit=" + COMMIT).then().statusCode(403);
    }

    @Test
    void findsACommitThatCameInAPushBeforeItsLast() {
        var earlier = "1234567" + COMMIT.substring(7);
        var asEarly = "1234567" + COMMIT.substring(8) + "0";
        tell(samples.requested(CommitId.of(earlier), CommitId.of(asEarly)), 0);
        tell(samples.of(EventType.PUBLISH_COMPLETED), 1);

        why("commit=" + earlier.substring(0, 12)).statusCode(200)
                .body("outcome", equalTo("published"), "commit", equalTo(earlier), "pushedWith", contains(COMMIT))
                .body("summary", equalTo("It was pushed with " + COMMIT + ". Published: com.acme.core 1.2.11."))
                .body("runs.run", contains(samples.run().toString()));
        why("commit=1234567").statusCode(422).body("errors.pointer", contains("/commit"));
        why("commit=" + COMMIT).body("pushedWith", empty());
    }

    @Test
    void prefersTheRunThatACommitWasPushedWithToAPushThatWasIgnored() {
        var earlier = "7654321" + COMMIT.substring(7);
        tell(ignored(earlier), 0);
        tell(new DeliveryIgnored("d-2", "push", Optional.of(samples.repository()), Optional.of("refs/heads/topic"),
                Optional.of(CommitId.of(COMMIT)), Optional.empty(), "BRANCH_NOT_PUBLISHING",
                "The branch topic does not publish.",
                Optional.of(List.of(CommitId.of(earlier)))), 1);

        why("commit=" + earlier).body("outcome", equalTo("ignored"), "ignored.code",
                contains("NO_PACKAGE_CHANGED", "BRANCH_NOT_PUBLISHING"));

        tell(samples.requested(CommitId.of(earlier)), 2);

        why("commit=" + earlier).body("outcome", equalTo("running"), "runs.run", contains(samples.run().toString()));
    }

    private static PackageReport rolledBack(String name, String version, String highest) {
        return new PackageReport("Packages/" + name + "/package.json", Optional.of(PackageName.of(name)),
                Optional.of(SemVersion.parse(highest)), Optional.of(SemVersion.parse(version)), PackageOutcome.FAILED,
                "VERSION_ROLLBACK", "Version " + version + " is below " + highest + ", the highest published one.",
                Optional.of(
                        "Raise the version above the highest published one, or declare its line (as in 1.x) a maintenance line."),
                false, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), List.of(), Map.of());
    }

    private static PackageReport failed(String name, String remedy) {
        return new PackageReport("Packages/" + name + "/package.json", Optional.of(PackageName.of(name)), Optional.empty(),
                Optional.of(SemVersion.parse("1.0.0")), PackageOutcome.FAILED, "VERSION_ROLLBACK", "It is below another.",
                Optional.of(remedy), false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), List.of(), Map.of());
    }

    private DeliveryIgnored ignored(String commit) {
        return new DeliveryIgnored(UUID.randomUUID().toString(), "push", Optional.of(samples.repository()), Optional.empty(),
                Optional.of(CommitId.of(commit)), Optional.empty(), "NO_PACKAGE_CHANGED", "None.", Optional.empty());
    }

    private ValidatableResponse why(String query) {
        return Api.as("viewer").get("/api/audit/why?repository=" + samples.repository() + "&" + query).then();
    }

    private void tell(PipelineEvent event, int seconds) {
        var id = Api.tell(event, start.plusSeconds(seconds));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> Api.as("viewer").get("/api/audit/records/" + id).then().statusCode(200));
    }
}
