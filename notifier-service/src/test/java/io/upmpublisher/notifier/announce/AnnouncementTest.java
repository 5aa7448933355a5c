package io.upmpublisher.notifier.announce;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.NotificationCompleted.Outcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.RunId;
import io.upmpublisher.notifier.NotifierTestResource;
import io.upmpublisher.notifier.Runs;
import io.upmpublisher.testing.Discord;

@QuarkusTest
@QuarkusTestResource(NotifierTestResource.class)
class AnnouncementTest {

    static final PackageReport FAILURE = Runs.failed("com.acme.core", "REGISTRY_FORBIDDEN", "Not allowed.", "Allow it.");
    static final PackageReport PUBLISHED = Runs.published("com.acme.core", "1.2.10", "1.2.11");

    @Inject
    Bus bus;
    @ConfigProperty(name = "notifier.discord.webhook")
    URI webhook;
    Discord discord;

    @BeforeEach
    void watchTheChat() {
        discord = Discord.ofWebhook(webhook);
    }

    @Test
    void announcesARunOnceHoweverOftenItIsToldOf() throws Exception {
        var run = Runs.of(FAILURE);

        var event = bus.tell(run, 5);
        bus.awaitFinished(event, "done");
        var again = bus.tell(run);
        bus.awaitFinished(again, "done");

        assertThat(postsAbout(run)).hasSize(1);
        assertThat(bus.completed(run.run())).singleElement().satisfies(completed -> {
            assertThat(completed.outcome()).isEqualTo(Outcome.SENT);
            assertThat(completed.channel()).isEqualTo("discord");
            assertThat(completed.message()).get().asString().matches("1\\d{18}");
        });
    }

    @Test
    void announcesEveryRevision() throws Exception {
        var run = RunId.next();

        bus.awaitFinished(bus.tell(Runs.of(run, 1, List.of(FAILURE))), "done");
        bus.awaitFinished(bus.tell(Runs.of(run, 2, List.of(FAILURE))), "done");

        assertThat(discord.postsWith(run.toString())).hasSize(2);
    }

    @Test
    void waitsForTheChangelogAndLinksIt() throws Exception {
        var run = Runs.of(PUBLISHED);
        var event = bus.tell(run);
        await().until(() -> bus.code(event).equals(Optional.of("CHANGELOG_AWAITED")));

        assertThat(postsAbout(run)).isEmpty();
        bus.tell(Runs.changelogOf(run, "### Fixed\n- Pools no longer leak"));
        bus.awaitFinished(event, "done");

        assertThat(postsAbout(run)).singleElement().asString().contains(Runs.CHANGELOG_COMMIT.value(), "Pools no longer leak");
        assertThat(bus.attempts(event)).isEqualTo(1);
    }

    @Test
    void linksAChangelogThatCameFirst() throws Exception {
        var run = Runs.of(PUBLISHED);
        bus.awaitFinished(bus.tell(Runs.changelogOf(run, "- Early")), "done");

        bus.awaitFinished(bus.tell(run), "done");

        assertThat(postsAbout(run)).singleElement().asString().contains("Early");
    }

    @Test
    void comesWithoutAChangelogThatDoesNotCome() throws Exception {
        var run = Runs.of(PUBLISHED);
        var began = System.nanoTime();

        bus.awaitFinished(bus.tell(run), "done");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
        assertThat(postsAbout(run)).singleElement().asString().doesNotContain("Changelog");
    }

    @Test
    void announcesARunThatFailedAsAWhole() throws Exception {
        var run = Runs.failed(new Fault("COMMIT_NOT_FOUND", "There is no such branch.", "Push it.", true));

        bus.awaitFinished(bus.tell(run), "done");

        assertThat(postsAbout(run)).singleElement().asString().contains("COMMIT_NOT_FOUND");
    }

    @Test
    void isSilentAboutRunsThatOnlySkipped() throws Exception {
        var run = Runs.of(Runs.skipped("com.acme.core"));

        bus.awaitFinished(bus.tell(run), "done");

        assertThat(postsAbout(run)).isEmpty();
        assertThat(bus.completed(run.run())).isEmpty();
    }

    @Test
    void announcesAnAlarmAndItsEndOnceEach() throws Exception {
        var about = "registry " + UUID.randomUUID();

        bus.awaitFinished(bus.tell(new AlarmRaised("REGISTRY_CREDENTIAL_REFUSED", about, "Refused.", "Renew it."), 3), "done");
        bus.awaitFinished(bus.tell(new AlarmResolved("REGISTRY_CREDENTIAL_REFUSED", about), 3), "done");

        assertThat(discord.postsWith(about)).hasSize(2);
        assertThat(discord.postsWith("Alarm: " + about)).hasSize(1);
        assertThat(discord.postsWith("Over: " + about)).hasSize(1);
    }

    @Test
    void showsWhatWasAnnouncedToViewersOnly() throws Exception {
        var run = Runs.of(FAILURE);
        bus.awaitFinished(bus.tell(run), "done");

        given().get("/api/notifications").then().statusCode(401);
        given().header("Authorization", "Bearer viewer-token-1234").get("/api/notifications?run=" + run.run()).then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].run", equalTo(run.run().toString()))
                .body("items[0].revision", equalTo(1))
                .body("items[0].kind", equalTo("run"))
                .body("items[0].outcome", equalTo("sent"))
                .body("items[0].attempts", equalTo(1))
                .body("items[0].body", containsString("com.acme.core"))
                .body("nextCursor", nullValue());
        given().header("Authorization", "Bearer viewer-token-1234").get("/api/notifications?run=x").then().statusCode(400);
    }

    @Test
    void pagesThroughWhatWasAnnounced() throws Exception {
        var run = RunId.next();
        for (var revision = 1; revision <= 3; revision++) {
            bus.awaitFinished(bus.tell(Runs.of(run, revision, List.of(FAILURE))), "done");
        }

        var first = given().header("Authorization", "Bearer viewer-token-1234").queryParam("run", run.toString())
                .queryParam("limit", 2).get("/api/notifications").then().statusCode(200).body("items", hasSize(2))
                .body("items[0].revision", equalTo(3)).extract().<String> path("nextCursor");
        given().header("Authorization", "Bearer viewer-token-1234").queryParam("run", run.toString()).queryParam("limit", 2)
                .queryParam("cursor", first).get("/api/notifications").then().statusCode(200).body("items", hasSize(1))
                .body("items[0].revision", equalTo(1)).body("nextCursor", nullValue());
    }

    private List<String> postsAbout(PublishCompleted run) {
        return discord.postsWith(run.run().toString());
    }
}
